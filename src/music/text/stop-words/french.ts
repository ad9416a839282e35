/** Function words of French: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs. */

/** Lower case, separated by white space. */
export const french = `
  ai aie ainsi ait alors après as au aucun aucune aujourd auquel aura aurait aussi autre autres aux avaient avais
  avait avant avec avez avoir avons ayant beaucoup bien c car ce ceci cela celle celles celui ces cet cette ceux
  chaque chez combien comme comment contre d dans de depuis des deux devant donc dont du dès déjà elle elles en encore
  entre es est et eu eux faire fais fait faut font hier hors ici il ils j jamais je jusqu jusque l la laquelle le
  lequel les leur leurs lorsque lui là m ma mais me mes mien mienne moi moins mon même mêmes n ne ni non nos notre
  nous on ont ou où par parce parmi pas pendant peu peut peux plus pour pourquoi puis puisque qu quand que quel quelle
  quelles quelque quelques quels qui quoi rien s sa sans se sera serait ses si sien sienne soi sois soit sommes son
  sont sous suis sur t ta tandis tant te tes toi ton toujours tous tout toute toutes trop très tu un une unes uns va
  vais vas vers veut veux voici voilà vont vos votre vous y à ça étaient étais était été êtes être
`

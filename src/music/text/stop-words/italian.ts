/** Function words of Italian: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs. */

/** Lower case, separated by white space. */
export const italian = `
  a abbia abbiamo ad adesso agli ai al all alla alle allo allora altra altre altri altro anche ancora avere aveva
  avevo avrà bene c che chi ci ciò coi col come con contro cosa così cui da dagli dai dal dall dalla dalle dallo degli
  dei del dell della delle dello dentro di dopo dove due e ed era erano ero essere fa faccio fai fare fino fra fu già
  gli ha hai hanno ho i il in io l la le lei li lo loro lui là lì ma mai me meno mentre mi mia mie miei mio molta
  molte molti molto ne negli nei nel nell nella nelle nello nessuna nessuno niente noi non nostra nostre nostri nostro
  nulla né o ogni ora per perché perciò però più po poco poi prima può qua qualche qualcosa qualcuno quale quali
  quando quanta quanti quanto quasi quella quelle quelli quello quest questa queste questi questo qui quindi sa sarà
  se sei sempre senza sia siamo siete so solo sono sopra sotto sta stai stato sto su sua sue sugli sui sul sull sulla
  sulle suo suoi te tra tu tua tue tuo tuoi tutta tutte tutti tutto un un' una uno va vai verso vi via voi vostra
  vostro è
`

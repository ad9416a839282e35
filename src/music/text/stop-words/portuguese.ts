/** Function words of Portuguese, of Portugal and of Brazil: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs. */

/** Lower case, separated by white space. */
export const portuguese = `
  a ainda algo algum alguma algumas alguns alguém ali além ante antes ao aos aquela aquelas aquele aqueles aqui aquilo
  as assim até bem cada com comigo como consigo contigo contra da daquela daquele daqui das de dela delas dele deles
  depois desde dessa desse desta deste disso disto do dois dos e ela elas ele eles em enquanto entre então era eram
  eras essa essas esse esses esta estamos estar estas estava estavam este estes esteve estive estou está estás estão
  eu faz fazer foi fomos for foram fui havia hoje há isso isto já la lhe lhes lo logo lá mais mas me mesma mesmo meu
  meus mim minha minhas muita muitas muito muitos na nada nas nela nele nem nenhum nenhuma nessa nesse nesta neste
  ninguém no nos nossa nossas nosso nossos num numa nunca não nós o onde os ou outra outras outro outros para pela
  pelas pelo pelos per perante pode pois por porque porquê posso pouca pouco pra pras pro pros quais qual quando
  quanta quanto que quem quer quê se sei seja sejam sem sempre sendo ser serei seria será seu seus si sido sim sob
  sobre somos sou sua suas são só tal também tampouco te tem tenho tens ter terá teu teus ti tinha tive toda todas
  todo todos tu tua tuas tudo tão têm um uma umas uns vai vamos vez você vocês vossa vosso vou vão vós à às é és
`

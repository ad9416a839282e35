/** Function words of Dutch: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs. */

/** Lower case, separated by white space. */
export const dutch = `
  aan achter al alle alleen alles als altijd ander andere ben bent bij daar daarom dan dat de den der deze die dit
  doch doe doen door dus een eens en er ergens geen geweest had hadden hare heb hebben hebt heeft hem hen het hier hij
  hoe hun iedereen iemand iets ik in is ja je jij jou jouw jullie kan kun kunnen maar me meer men met mij mijn moet
  moeten na naar nee net niemand niet niets nog nooit nu of om omdat ons onze ook op over soms steeds te tegen terug
  toch toen tot tussen uit uw van veel voor waar waarom wanneer want waren was wat weer weet weg wel werd werden wie
  wij wil worden wordt zal ze zelf zich zij zijn zo zoals zonder zou zouden
`

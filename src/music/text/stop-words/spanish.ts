/** Function words of Spanish: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs. */

/** Lower case, separated by white space. */
export const spanish = `
  a al algo alguien alguna algunas alguno algunos algún allá allí ante antes aquel aquella aquellas aquello aquellos
  aquí así aunque aún bajo bien cada casi como con conmigo consigo contigo contra cual cuales cualquier cuando cuanta
  cuanto cuyo cuál cuándo cuánto cómo da dan dar de del desde después dice donde dos durante dónde e el ella ellas
  ellos en entonces entre era eran eras eres es esa esas ese eso esos esta estaba estaban estabas estamos estar estas
  este esto estos estoy está están estás fue fueron fui ha haber había habían hace hacer hacia han has hasta hay he
  hemos hoy la las le les lo los luego mas me mi mientras mis misma mismo mismos mucha muchas mucho muchos muy más mí
  mía mías mío míos nada nadie ni ninguna ninguno ningún no nos nosotras nosotros nuestra nuestras nuestro nuestros
  nunca o os otra otras otro otros para pero poco por porque puede puedo pues que quien quienes quién qué se sea sean
  según ser será serán seré si sido siempre sin sino sobre sois sola solo somos son soy su sus suya suyas suyo suyos
  sé sí sólo tal también tampoco tan tanta tanto te tendrá tenemos tener tengo ti tiene tienen tienes toda todas
  todavía todo todos tu tus tuve tuya tuyas tuyo tuyos tú un una unas uno unos usted ustedes va vamos van vas vez
  vosotros voy vuestra vuestro y ya yo él
`

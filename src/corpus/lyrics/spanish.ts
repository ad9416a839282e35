/** Spanish lines and phrases. */
import { type Lexicon, phrases } from "./lexicon.ts"

/** Things carry their article and never follow "a" or "de", which would have to contract with it. */
export const spanish: Lexicon = {
  verse: [
    "Otra vez me persigue {thing}",
    "Dime si recuerdas {thing}",
    "Yo solo quería {act}",
    "Nadie me enseñó a {act}",
    "Me quedé {place} con {thing}",
    "Si te vas, déjame {thing}",
    "Entre {thing} y {thing} te escogí",
    "Cada vez que cierro los ojos veo {thing}",
    "{thing} me da vueltas en la cabeza",
    "Aprendimos a {act} antes que a hablar",
    "Mi abuela decía que hay que {act}",
    "Te busqué {place} y no estabas",
    "Hoy quiero {act} sin pensar",
    "Qué lindo es {act} {place}",
    "No hay nada como {thing}",
    "Vuelve {thing}, vuelve mi canción",
    "Ay, {place} se quedó mi corazón",
    "Todo cambia, menos {thing}"
  ],
  chorus: [
    "Ven, vamos a {act}",
    "Quiero {act}, quiero {act}",
    "Dame {thing}, dame {thing}",
    "Y {place} cantaremos otra vez",
    "Canta conmigo {place}",
    "Una vez más por {thing}",
    "No me quites {thing}, no"
  ],
  phrases: {
    love: phrases(
      "tu mano en mi mano|tu boca|el primer beso|este amor|el calor de tu piel|mi corazón enamorado",
      "entre tus brazos|cerca de tu pecho|bajo la misma manta",
      "besarte despacio|quererte como ayer|dormir a tu lado|entregarte el alma"
    ),
    heartbreak: phrases(
      "la carta que nunca llegó|tu adiós|el lado vacío de la cama|esta herida|la lágrima en la almohada",
      "el día que te fuiste|en la cama vacía|donde caen las lágrimas",
      "olvidar tu cara|llorar en silencio|decir adiós|vivir sin ti"
    ),
    night: phrases(
      "la medianoche|la luz de neón|la luna en el tejado|la última vela|la sombra|la madrugada",
      "a medianoche|bajo la luna pálida|en la oscuridad",
      "esperar el alba|cantarle a la luna|arder toda la noche|perseguir las sombras"
    ),
    road: phrases(
      "la carretera|el motor|la maleta junto a la puerta|un boleto sin regreso|el camino largo|la línea blanca",
      "en la carretera|a mil kilómetros de aquí|en el cruce de caminos",
      "manejar hasta el amanecer|dejar este pueblo atrás|viajar sin mapa|seguir el camino"
    ),
    sea: phrases(
      "la marea|el mar|la sal en tus labios|una vela blanca|la ola de la mañana|la arena",
      "a la orilla del mar|en la playa|donde llegan las barcas",
      "navegar muy lejos|nadar hacia la luz|caminar por la arena|mirar las olas"
    ),
    rain: phrases(
      "la lluvia en la ventana|el trueno|la tormenta|una nube gris|el viejo paraguas|la primera gota",
      "bajo la lluvia|bajo un cielo gris|cuando llega la tormenta",
      "escuchar la lluvia|esperar que escampe|caminar sin paraguas|lavar la pena"
    ),
    city: phrases(
      "la calle|la esquina|la sirena|el último metro|el barrio|el semáforo en rojo",
      "en la esquina|en el barrio|en el último vagón",
      "correr por la calle|tomar el metro|pintar los muros|cruzar la ciudad"
    ),
    dance: phrases(
      "la cumbia|el tambor|el ritmo|tu cintura|el acordeón|la fiesta",
      "en la pista|en medio de la fiesta|junto al parlante",
      "bailar pegadito|mover la cintura|gozar el tambor|bailar hasta que salga el sol"
    ),
    home: phrases(
      "la cocina de mi madre|el pan caliente|la casa vieja|la foto en la pared|la silla del abuelo",
      "en casa de mi madre|en mi tierra|junto al fogón",
      "volver a casa|abrazar a mi madre|compartir la mesa|recordar mi pueblo"
    ),
    soul: phrases(
      "el alma|el pájaro en su jaula|la oración|el espejo del corazón|el huésped escondido|el barquero",
      "dentro de esta casa de barro|más allá del cuerpo|en el templo del pecho",
      "rezar sin palabras|soltar el pájaro|encontrar la verdad|cruzar al otro lado"
    ),
    field: phrases(
      "la cosecha|la tierra roja|el arado|el maíz maduro|la carreta|el río",
      "en el campo verde|a la orilla del río|bajo la ceiba",
      "sembrar el maíz|recoger la cosecha|cantar tras el arado|trabajar la tierra"
    ),
    youth: phrases(
      "la campana de la escuela|una guitarra prestada|el verano aquel|nuestra primera banda|el muchacho loco",
      "detrás de la escuela|en el garaje de mi padre|a los diecisiete",
      "romper las reglas|ser joven otra vez|escapar de clase|crecer sin miedo"
    ),
    struggle: phrases(
      "la renta|el precio del pan|la lucha|el bolsillo vacío|el patrón|el sudor de mi frente",
      "en la fila del trabajo|detrás de estos muros|al pie de la escalera",
      "pagar la renta|levantar el puño|salir de la nada|trabajar de sol a sol"
    ),
    dream: phrases(
      "el sueño|la última estrella|el horizonte|una pluma en el viento|la calma|una luz azul",
      "sobre las nubes|al borde del sueño|entre las estrellas",
      "flotar muy lejos|soñar despierto|respirar la luz|volar en silencio"
    )
  }
}

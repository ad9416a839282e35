/** Spanish lines and phrases. */
import type { Lexicon } from "./lexicon.ts"

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
    love: {
      thing: "tu mano en mi mano|tu boca|el primer beso|este amor|el calor de tu piel|mi corazón enamorado",
      place: "entre tus brazos|cerca de tu pecho|bajo la misma manta",
      act: "besarte despacio|quererte como ayer|dormir a tu lado|entregarte el alma"
    },
    heartbreak: {
      thing: "la carta que nunca llegó|tu adiós|el lado vacío de la cama|esta herida|la lágrima en la almohada",
      place: "el día que te fuiste|en la cama vacía|donde caen las lágrimas",
      act: "olvidar tu cara|llorar en silencio|decir adiós|vivir sin ti"
    },
    night: {
      thing: "la medianoche|la luz de neón|la luna en el tejado|la última vela|la sombra|la madrugada",
      place: "a medianoche|bajo la luna pálida|en la oscuridad",
      act: "esperar el alba|cantarle a la luna|arder toda la noche|perseguir las sombras"
    },
    road: {
      thing: "la carretera|el motor|la maleta junto a la puerta|un boleto sin regreso|el camino largo|la línea blanca",
      place: "en la carretera|a mil kilómetros de aquí|en el cruce de caminos",
      act: "manejar hasta el amanecer|dejar este pueblo atrás|viajar sin mapa|seguir el camino"
    },
    sea: {
      thing: "la marea|el mar|la sal en tus labios|una vela blanca|la ola de la mañana|la arena",
      place: "a la orilla del mar|en la playa|donde llegan las barcas",
      act: "navegar muy lejos|nadar hacia la luz|caminar por la arena|mirar las olas"
    },
    rain: {
      thing: "la lluvia en la ventana|el trueno|la tormenta|una nube gris|el viejo paraguas|la primera gota",
      place: "bajo la lluvia|bajo un cielo gris|cuando llega la tormenta",
      act: "escuchar la lluvia|esperar que escampe|caminar sin paraguas|lavar la pena"
    },
    city: {
      thing: "la calle|la esquina|la sirena|el último metro|el barrio|el semáforo en rojo",
      place: "en la esquina|en el barrio|en el último vagón",
      act: "correr por la calle|tomar el metro|pintar los muros|cruzar la ciudad"
    },
    dance: {
      thing: "la cumbia|el tambor|el ritmo|tu cintura|el acordeón|la fiesta",
      place: "en la pista|en medio de la fiesta|junto al parlante",
      act: "bailar pegadito|mover la cintura|gozar el tambor|bailar hasta que salga el sol"
    },
    home: {
      thing: "la cocina de mi madre|el pan caliente|la casa vieja|la foto en la pared|la silla del abuelo",
      place: "en casa de mi madre|en mi tierra|junto al fogón",
      act: "volver a casa|abrazar a mi madre|compartir la mesa|recordar mi pueblo"
    },
    soul: {
      thing: "el alma|el pájaro en su jaula|la oración|el espejo del corazón|el huésped escondido|el barquero",
      place: "dentro de esta casa de barro|más allá del cuerpo|en el templo del pecho",
      act: "rezar sin palabras|soltar el pájaro|encontrar la verdad|cruzar al otro lado"
    },
    field: {
      thing: "la cosecha|la tierra roja|el arado|el maíz maduro|la carreta|el río",
      place: "en el campo verde|a la orilla del río|bajo la ceiba",
      act: "sembrar el maíz|recoger la cosecha|cantar tras el arado|trabajar la tierra"
    },
    youth: {
      thing: "la campana de la escuela|una guitarra prestada|el verano aquel|nuestra primera banda|el muchacho loco",
      place: "detrás de la escuela|en el garaje de mi padre|a los diecisiete",
      act: "romper las reglas|ser joven otra vez|escapar de clase|crecer sin miedo"
    },
    struggle: {
      thing: "la renta|el precio del pan|la lucha|el bolsillo vacío|el patrón|el sudor de mi frente",
      place: "en la fila del trabajo|detrás de estos muros|al pie de la escalera",
      act: "pagar la renta|levantar el puño|salir de la nada|trabajar de sol a sol"
    },
    dream: {
      thing: "el sueño|la última estrella|el horizonte|una pluma en el viento|la calma|una luz azul",
      place: "sobre las nubes|al borde del sueño|entre las estrellas",
      act: "flotar muy lejos|soñar despierto|respirar la luz|volar en silencio"
    }
  }
}

/** Portuguese (Brazilian) lines and phrases. */
import type { Lexicon } from "./lexicon.ts"

/** Things carry their article and never follow "a", "de", "em" or "por", which would have to contract with it. */
export const portuguese: Lexicon = {
  verse: [
    "Outra vez me persegue {thing}",
    "Me diz se você guarda {thing}",
    "Eu só queria {act}",
    "Ninguém me ensinou a {act}",
    "Fiquei {place} com {thing}",
    "Se você for, me deixa {thing}",
    "Entre {thing} e {thing} escolhi você",
    "Toda vez que fecho os olhos vejo {thing}",
    "{thing} não sai da minha cabeça",
    "A gente aprendeu a {act} antes de falar",
    "Minha avó dizia que é preciso {act}",
    "Te procurei {place} e não te vi",
    "Hoje eu quero {act} sem pensar",
    "Como é bom {act} {place}",
    "Não há nada como {thing}",
    "Volta {thing}, volta meu samba",
    "Ai, {place} deixei meu coração",
    "Tudo muda, menos {thing}"
  ],
  chorus: [
    "Vem, vamos {act}",
    "Quero {act}, quero {act}",
    "Me dá {thing}, me dá {thing}",
    "E {place} vou cantar outra vez",
    "Canta comigo {place}",
    "Mais uma vez para {thing}",
    "Não me tira {thing}, não"
  ],
  phrases: {
    love: {
      thing: "tua mão na minha mão|teu sorriso|o primeiro beijo|esse amor|o calor da tua pele|meu coração apaixonado",
      place: "nos teus braços|perto do teu peito|debaixo do mesmo lençol",
      act: "te beijar devagar|te amar como ontem|dormir ao teu lado|entregar meu coração"
    },
    heartbreak: {
      thing: "a carta que não chegou|teu adeus|o lado vazio da cama|essa ferida|a lágrima no travesseiro|a saudade",
      place: "no dia em que você partiu|na cama vazia|onde caem as lágrimas",
      act: "esquecer teu rosto|chorar baixinho|dizer adeus|viver sem você"
    },
    night: {
      thing: "a meia-noite|a luz de néon|a lua no telhado|a última vela|a sombra|a madrugada",
      place: "depois da meia-noite|sob a lua pálida|na escuridão",
      act: "esperar o amanhecer|cantar para a lua|arder a noite inteira|perseguir as sombras"
    },
    road: {
      thing: "a estrada|o motor|a mala junto da porta|uma passagem sem volta|o caminho comprido|a faixa branca",
      place: "na estrada|a mil quilômetros daqui|na encruzilhada",
      act: "dirigir até o amanhecer|deixar a cidade para trás|viajar sem mapa|seguir o caminho"
    },
    sea: {
      thing: "a maré|o mar|o sal nos teus lábios|uma vela branca|a onda da manhã|a areia",
      place: "na beira do mar|na praia|onde chegam os barcos",
      act: "navegar para longe|nadar até a luz|caminhar na areia|olhar as ondas"
    },
    rain: {
      thing: "a chuva na janela|o trovão|a tempestade|uma nuvem cinza|o velho guarda-chuva|a primeira gota",
      place: "debaixo da chuva|sob o céu cinzento|quando chega a tempestade",
      act: "escutar a chuva|esperar o temporal passar|andar na chuva|lavar a mágoa"
    },
    city: {
      thing: "a rua|a esquina|a sirene|o último metrô|o morro|o sinal vermelho",
      place: "na esquina|no morro|no último vagão",
      act: "correr pela rua|pegar o metrô|pintar os muros|atravessar a cidade"
    },
    dance: {
      thing: "o samba|o tambor|o ritmo|teu gingado|o pandeiro|a festa",
      place: "na pista|no meio da festa|perto da caixa de som",
      act: "dançar coladinho|sambar no pé|sentir o tambor|dançar até o sol raiar"
    },
    home: {
      thing: "a cozinha da minha mãe|o pão quentinho|a casa velha|o retrato na parede|a cadeira do avô",
      place: "na casa da minha mãe|na minha terra|ao pé do fogão",
      act: "voltar para casa|abraçar minha mãe|dividir a mesa|lembrar minha infância"
    },
    soul: {
      thing: "a alma|o pássaro na gaiola|a oração|o espelho do coração|o hóspede escondido|o barqueiro",
      place: "dentro desta casa de barro|além do corpo|no templo do peito",
      act: "rezar sem palavras|soltar o pássaro|encontrar a verdade|passar para o outro lado"
    },
    field: {
      thing: "a colheita|a terra vermelha|o arado|o milho maduro|o carro de boi|o rio",
      place: "no campo verde|na beira do rio|debaixo da mangueira",
      act: "plantar o milho|fazer a colheita|cantar atrás do arado|lavrar a terra"
    },
    youth: {
      thing: "o sino da escola|um violão emprestado|aquele verão|nossa primeira banda|o moleque travesso",
      place: "atrás da escola|na garagem do meu pai|aos dezessete anos",
      act: "quebrar as regras|ser jovem outra vez|fugir da aula|crescer sem medo"
    },
    struggle: {
      thing: "o aluguel|o preço do pão|a luta|o bolso vazio|o patrão|o suor do meu rosto",
      place: "na fila do emprego|atrás destes muros|ao pé da escada",
      act: "pagar o aluguel|levantar o punho|sair do nada|trabalhar de sol a sol"
    },
    dream: {
      thing: "o sonho|a última estrela|o horizonte|uma pena no vento|a calma|uma luz azul",
      place: "acima das nuvens|na beira do sono|entre as estrelas",
      act: "flutuar para longe|sonhar acordado|respirar a luz|voar em silêncio"
    }
  }
}

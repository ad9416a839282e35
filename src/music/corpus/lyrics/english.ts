/** English lines and phrases. */
import type { Lexicon } from "./lexicon.ts"

/** Things are singular and definite enough to be subject or object; acts are bare infinitives. */
export const english: Lexicon = {
  verse: [
    "I hear about {thing} again and again",
    "You and I {place} with nothing left to hide",
    "Tell me, do you still remember {thing}",
    "All I ever wanted was to {act}",
    "There was {thing}, and there was me",
    "I was {place} when the music started",
    "Nobody taught us how to {act}",
    "Hold on to {thing} a little longer",
    "Somewhere {place} I lost my name",
    "If you go, then leave me {thing}",
    "We learned to {act} before we learned to talk",
    "And {thing} keeps turning in my head",
    "They say you can't {act} without a scar",
    "I swore {place} that one day we would {act}",
    "Between {thing} and {thing} I choose you",
    "My brother asked me why I {act}",
    "Every time I close my eyes I see {thing}",
    "It's only {thing}, it's only time"
  ],
  chorus: [
    "Oh, let me {act}, let me {act}",
    "Bring me back {thing}, bring it back to me",
    "We are going to {act} {place}",
    "{thing} won't let me go",
    "Sing it {place}, sing it loud",
    "One more time for {thing}",
    "All night long I want to {act}"
  ],
  phrases: {
    love: {
      thing:
        "your hand in my hand|the way you say my name|your love|the first kiss|the warmth of your skin|this foolish heart",
      place: "in your arms|under the same blanket|close to your heart",
      act: "love you like the first time|kiss you slow|stay by your side|give my heart away"
    },
    heartbreak: {
      thing: "the letter you never sent|your goodbye|the empty side of the bed|this broken heart|the tear on my pillow",
      place: "on the day you left|in an empty bed|where the tears fall",
      act: "forget your face|cry without a sound|say goodbye|live without you"
    },
    night: {
      thing:
        "the midnight hour|the neon light|the dark before the dawn|the last candle|the moon over the roof|a long shadow",
      place: "after midnight|under a pale moon|in the dark",
      act: "stay awake till dawn|howl at the moon|burn all night|chase the shadows"
    },
    road: {
      thing: "the highway|a one-way ticket|the engine|the white line|a suitcase by the door|the wheel in my hand",
      place: "out on the highway|a thousand miles from here|at the crossroads",
      act: "drive until the sunrise|leave this town behind|ride with no map|follow the road"
    },
    sea: {
      thing: "the tide|the salt on your lips|the ocean|a small white sail|the morning wave|the sand between my toes",
      place: "down by the sea|on the shore|where the boats come in",
      act: "sail away|drift with the tide|swim out to the light|walk along the shore"
    },
    rain: {
      thing: "the rain on the window|a grey cloud|the thunder|the first drop|an old umbrella|the storm",
      place: "in the pouring rain|under a grey sky|when the storm comes in",
      act: "wait out the storm|walk home soaked|listen to the rain|wash it all away"
    },
    city: {
      thing: "the street|the corner store|the siren|the subway train|the skyline|a wall of concrete and glass",
      place: "on the corner|in the back of a taxi|ten floors above the street",
      act: "run these streets|catch the last train|own the block|read the writing on the wall"
    },
    dance: {
      thing: "the beat|the bass|the rhythm|the drum machine|the crowded floor|the record spinning",
      place: "on the dance floor|under the strobe light|in front of the speaker",
      act: "move to the beat|feel the bass|dance till we drop|get lost in the groove"
    },
    home: {
      thing: "my mother's kitchen|the old front door|a light in the window|grandfather's chair|the smell of bread",
      place: "at my mother's table|back home|on the porch",
      act: "come home|sit at the table|carry the family name|call my mother"
    },
    soul: {
      thing: "the soul|a bird in a cage of bone|the guest within|the mirror of the heart|a prayer|the ferryman",
      place: "inside this house of clay|beyond the body|in the temple of the heart",
      act: "find the one within|set the bird free|pray without words|cross to the other shore"
    },
    field: {
      thing: "the harvest|the red earth|the plough|the ripe corn|a bullock cart|the river bend",
      place: "in the green field|along the river bank|under the banyan tree",
      act: "sow the seed|bring the harvest in|sing behind the plough|work the land"
    },
    youth: {
      thing:
        "the summer we were seventeen|the school bell|a borrowed guitar|our first band|the scar on my knee|that wild kid",
      place: "behind the school|in my father's garage|at seventeen",
      act: "break every rule|never grow old|skip the class|be young again"
    },
    struggle: {
      thing: "the hustle|the rent|the price of bread|the fight|an empty pocket|the boss upstairs",
      place: "at the bottom of the stairs|behind these walls|in the long line for work",
      act: "pay the rent|stand up and fight|rise from nothing|work until the whistle blows"
    },
    dream: {
      thing: "the dream|a slow blue light|the last star|the far horizon|a feather on the wind|the quiet",
      place: "above the clouds|on the edge of sleep|among the stars",
      act: "float away|dream with open eyes|breathe in the light|disappear into the blue"
    }
  }
}

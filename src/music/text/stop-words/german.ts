/** Function words of German: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs. */

/** Lower case, separated by white space. */
export const german = `
  ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus außer bei beide beim
  bevor bin bis bist da dabei dadurch dafür dagegen daher dahin damit danach dann daran darauf daraus darf darin darum
  darüber das dass davon dazu daß dein deine deinem deinen deiner deines dem den denen denn der deren des deshalb
  dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines
  einmal er es etwas euch euer eure für ganz gar gegen genug gewesen geworden gibt hab habe haben habt hat hatte
  hatten hier hin hinter hättest ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgend ist ja je jede
  jedem jeden jeder jedes jemand jene jener jetzt kann kannst kein keine keinem keinen keiner können könnte man manche
  mehr mein meine meinem meinen meiner meines mich mir mit muss muß möchte müssen nach nachdem nein nicht nichts nie
  niemals niemand noch nun nur ob oder ohne schon sehr sei seid sein seine seinem seinen seiner seit selbst sich sie
  sind so sogar solche soll sollen sollte sondern sonst um und uns unser unsere unserem unseren unter viel viele vom
  von vor wann war waren warst warum was weg weil weiter welche welchem welchen welcher welches wem wen wenn wer werde
  werden weshalb wie wieder will willst wir wird wirst wo woher wohin wohl wollen worden wurde wurden würde zu zum zur
  zwar zwischen über
`

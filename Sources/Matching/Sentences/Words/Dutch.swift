extension SentenceWords {
  static let dutch: [(Role, String)] = [
    (.activation, "activatie, activaties, sigmoïde, vuurt"),
    (.weightedInput, "gewogen som, gewogen invoer, gewogen, netto-invoer"),
    (.prediction, "voorspelling, voorspelt, netwerk"),
    (.cost, "kosten, fout, verlies, kostenfunctie"),
    (.gradient, "gradiënt, afgeleide, helling"),
    (
      .new,
      "nieuw, nieuwe, nieuwe waarde, na de stap, na één stap, na een stap, bijgewerkt, bijgewerkte, wordt, gaat, stijgt, daalt, nu, daarna, groeit"
    ),
    (.weight, "gewicht"), (.neuron, "neuron"), (.hidden, "verborgen"),
    (.output, "uitvoer, uitgang, uitvoerneuron, uitgangsneuron"),
    (.counter, "epoche, stap, vraag, deel, laag, pagina, opgave"),
    (.given, "doel, gewenst, gewenste, invoer, leersnelheid"),
    (.before, "van, was, eerst, voorheen, oorspronkelijk, oude"),
    (.than, "dan, in plaats van"), (.operation, "min, maal, keer, plus"),
    (.reason, "omdat, want, doordat, met, als, wanneer"),
    (.result, "geeft, naar, op, dus, krijg, ongeveer, komt"),
    (.copula, "is, bedraagt, gelijk"),
    (.denial, "niet, geen"), (.unit, "procent, uur, minuten, seconden, lagen, neuronen"),
    (.unreal, "zou, zouden, stel"), (.correction, "fout gerekend, onjuist, verkeerd"),
    (.elsewhere, "buurman, buurvrouw, vriend, college, boek, groep"),
  ]
}

extension SentenceWords {
  static let german: [(Role, String)] = [
    (.activation, "aktivierung, aktiviert, feuert, sigmoid, ausgabewert"),
    (
      .weightedInput,
      "gewichtete summe, gewichtete eingabe, gewichteten summe, gewichteten eingabe, gewichtete, gewichteten, voraktivierung, nettoeingabe, netzeingabe"
    ),
    (.prediction, "vorhersage, netz, netzes, netzwerk, netzwerks, schätzung"),
    (.cost, "kosten, fehler, verlust, fehlerfunktion, kostenfunktion"),
    (.gradient, "gradient, gradienten, ableitung, abgeleitet, steigung, ableiten"),
    (
      .new,
      "neu, neue, neues, neuer, neuen, nach dem schritt, nach einem schritt, schritt, aktualisiert, aktualisierte, wird, danach, steigt, sinkt, wächst, fällt, jetzt, nun, steht, landet, liegt danach"
    ),
    (.weight, "gewicht, gewichts"), (.bias, "schwellwert"),
    (.neuron, "neuron, neurons, neurone"),
    (.hidden, "verdeckte, verdeckten, versteckte, versteckten, verborgene, verborgenen, hidden"),
    (.output, "ausgabe, ausgang, ausgabeneuron, ausgabeneurons, ausgangsneuron, ausgangsneurons"),
    (.counter, "epoche, schritt, aufgabe, teil, schicht, seite"),
    (.given, "zielwert, ziel, sollwert, eingaben, eingang, gewünscht, lernrate"),
    (.before, "von, vorher, war, waren, zuvor, anfangs, ursprünglich, alte, alten"),
    (.than, "als, statt, anstatt, gegenüber"),
    (.operation, "minus, mal, plus, abzüglich"),
    (.reason, "weil, da, wegen, mit, wenn, bei, für die"),
    (.result, "ergibt, auf, bei, also, erhalte, bekomme, etwa, ungefähr, mit"),
    (.copula, "ist, beträgt, gleich"),
    (.denial, "nicht, kein"),
    (
      .unit, "prozent, stunden, minuten, sekunden, schichten, neuronen, epochen, beispiele, stellen"
    ),
    (.unreal, "wäre, wären, würde, hätte, angenommen"),
    (.correction, "falsch, irrtümlich"),
    (
      .elsewhere,
      "nachbar, nachbarin, freund, vorlesung, buch, skript, gruppe, kommilitone, vorjahr"
    ),
  ]
}

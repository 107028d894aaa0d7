extension SentenceWords {
  static let italian: [(Role, String)] = [
    (.activation, "attivazione, attivazioni, l'attivazione, sigmoide"),
    (
      .weightedInput,
      "ingresso pesato, l'ingresso pesato, somma pesata, input pesato, pesato, pesata, preattivazione"
    ),
    (.prediction, "previsione, prevede, rete, predizione"),
    (.cost, "costo, perdita, errore, l'errore"),
    (.gradient, "gradiente, derivata, pendenza, derivando"),
    (
      .new,
      "nuovo, nuova, nuovo valore, dopo il passo, dopo un passo, aggiornato, aggiornata, diventa, passa, sale, scende, ora, adesso, cresce, diminuisce, aumenta"
    ),
    (.weight, "peso"), (.bias, "bias"), (.neuron, "neurone"), (.hidden, "nascosto, nascosta"),
    (.output, "uscita, l'uscita, output"),
    (.counter, "epoca, passo, domanda, parte, strato, pagina, esercizio"),
    (.given, "obiettivo, desiderato, desiderata, ingressi, bersaglio, tasso"),
    (.before, "da, era, prima, inizialmente, iniziale, vecchio"),
    (.than, "che, invece di"), (.operation, "meno, per, più"),
    (.reason, "perché, poiché, siccome, con, se, quando, dato"),
    (.result, "dà, a, quindi, ottengo, risulta, circa"),
    (.copula, "è, vale"),
    (.denial, "non, mai"), (.unit, "per cento, ore, minuti, secondi, strati, neuroni, epoche"),
    (.unreal, "sarebbe, sarebbero, avrebbe, supponiamo"),
    (.correction, "sbagliato, sbagliata, errato"),
    (.elsewhere, "vicino, amico, lezione, libro, compagno, gruppo"),
  ]
}

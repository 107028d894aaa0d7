extension SentenceWords {
  static let spanish: [(Role, String)] = [
    (.activation, "activación, activaciones, sigmoide, dispara"),
    (.weightedInput, "entrada ponderada, suma ponderada, ponderada, preactivación"),
    (.prediction, "predicción, predice, red"),
    (.cost, "coste, costo, pérdida, error"),
    (.gradient, "gradiente, derivada, pendiente, derivando"),
    (
      .new,
      "nuevo, nueva, nuevo valor, tras el paso, después del paso, después de un paso, después de la actualización, actualizado, actualizada, pasa, sube, baja, ahora, queda, crece, disminuye, aumenta, se convierte"
    ),
    (.weight, "peso"), (.bias, "sesgo"), (.neuron, "neurona"), (.hidden, "oculta, oculto, ocultas"),
    (.output, "salida"), (.counter, "época, paso, pregunta, parte, capa, página, ejercicio"),
    (.given, "objetivo, deseado, deseada, entradas, tasa, etiqueta"),
    (.before, "de, desde, era, antes, inicialmente, inicial, antiguo, viejo"),
    (.than, "que, en lugar de, en vez de, frente"), (.operation, "menos, por, más"),
    (.reason, "porque, ya que, como, con, si, cuando, dado"),
    (.result, "da, a, entonces, obtengo, obtenemos, sale, asciende, resulta, aproximadamente"),
    (.copula, "es, vale, igual"),
    (.denial, "no, nunca"),
    (.unit, "por ciento, horas, minutos, segundos, capas, neuronas, épocas"),
    (.unreal, "sería, serían, habría, supongamos"),
    (.correction, "incorrecto, incorrecta, equivocado"),
    (.elsewhere, "vecino, vecina, amigo, amiga, clase, libro, compañero, compañera, grupo"),
  ]
}

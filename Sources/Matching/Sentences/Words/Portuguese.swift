extension SentenceWords {
  static let portuguese: [(Role, String)] = [
    (.activation, "ativação, ativações, sigmoide"),
    (.weightedInput, "entrada ponderada, soma ponderada, ponderada, ponderado, pré-ativação"),
    (.prediction, "previsão, prevê, rede, predição"), (.cost, "custo, perda, erro"),
    (.gradient, "gradiente, derivada, inclinação, derivando"),
    (
      .new,
      "novo, nova, novo valor, depois do passo, após o passo, após um passo, depois de um passo, atualizado, atualizada, passa, sobe, desce, agora, fica, cresce, diminui, aumenta, torna-se"
    ),
    (.weight, "peso"), (.bias, "viés"), (.neuron, "neurônio, neurónio"),
    (.hidden, "oculto, oculta, escondido, escondida"), (.output, "saída"),
    (.counter, "época, passo, questão, parte, camada, página, exercício"),
    (.given, "alvo, desejado, desejada, entradas, taxa"),
    (.before, "de, desde, era, antes, inicialmente, inicial, antigo"),
    (.than, "que, em vez de"), (.operation, "menos, vezes, mais"),
    (.reason, "porque, já que, como, com, se, quando, mas"),
    (.result, "dá, em, para, portanto, obtenho, temos, resulta, aproximadamente"),
    (.copula, "é, vale, igual, tem"),
    (.denial, "não, nunca"),
    (.unit, "por cento, horas, minutos, segundos, camadas, neurônios, épocas"),
    (.unreal, "seria, seriam, teria, suponha"), (.correction, "errado, errada, incorreto"),
    (.elsewhere, "vizinho, vizinha, amigo, amiga, aula, livro, colega, grupo"),
  ]
}

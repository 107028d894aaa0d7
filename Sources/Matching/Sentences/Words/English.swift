extension SentenceWords {
  static let english: [(Role, String)] = [
    (
      .activation,
      "activation, activations, activated, active, fires, fire, firing, sigmoid, tanh, relu, squashed, outputs, sends, leaves the neuron, what leaves, response, responds, after squashing, after the sigmoid"
    ),
    (
      .weightedInput,
      "weighted input, weighted inputs, weighted sum, weighted, pre-activation, preactivation, net input, net-input, sum, sums, summing, adds up, collects, receives, arrives, combine, combines, before squashing, before the squashing, before the sigmoid, before its sigmoid, z, before sigmoid, before activation, before its activation, before the activation, before the activation function, before its squashing, unsquashed, logit"
    ),
    (
      .prediction,
      "prediction, predicts, predicted, predict, network, net, guesses, estimates"
    ),
    (.cost, "cost, costs, loss, error, squared error, squared, squared difference, miss"),
    (
      .gradient,
      "gradient, gradients, derivative, partial derivative, slope, rate, rate of change, backprop, backpropagation, backpropagating, derived, deriving, differentiating, sensitivity, per unit"
    ),
    (
      .new,
      "new, updated, update, updating, gradient descent, descent step, after the step, after one step, after this step, step, next, becomes, become, moves, moved, goes, gone, turns, lands, now, replace, replaced, changes, ends up, ends, ended, settles, rises, falls, climbs, drops, sinks, grows, grown, shrinks, raised, raise, lowered, lower, increases, decreases, increased, decreased, adjusted, nudged, comes to rest, reads, sits, stands, then, from now on, from here on, afterwards, went"
    ),
    (.weight, "weight"), (.bias, "bias"), (.neuron, "neuron, unit, node"), (.hidden, "hidden"),
    (.output, "output, last neuron, final neuron"),
    (
      .counter,
      "iteration, epoch, epochs, pass, number, layer, example, part, question, class, after, exercise, page, chapter, task, round"
    ),
    (
      .given,
      "target, desired, wanted, want, inputs, input, toss, perfect, perfectly, still, where, against, compared, weights, label, learning rate, eta of, set to"
    ),
    (
      .before,
      "from, was, were, before, formerly, initially, starting at, started at, started out as, started out at, initial, old, originally, used to be, previously"
    ),
    (.after, "comes from, through, goes into"),
    (.than, "than, above, below, instead of, rather than, versus, vs, unlike, not counting"),
    (
      .operation,
      "squashing, minus, times, plus, subtract, subtracting, against, multiplied by, divided by, by a factor of, factor"
    ),
    (.reason, "because, since, as, with, when, if, for which, given, due to, only with, using"),
    (
      .result,
      "gives, yields, makes, to, at, so, namely, get, gets, getting, leaves, leads to, obtain, about, roughly, around, that's, i.e, comes out at, reaches"
    ),
    (.copula, "is, equals, have, be, being, of"),
    (.denial, "not, never, isn't, isn’t, ≠, !=, <, >, ≤, ≥"),
    (
      .unit,
      "hours, minutes, seconds, layers, neurons, units, epochs, examples, weights, steps, times, percent, %, points, images, samples, iterations, parameters, digits, decimals, decimal, places"
    ),
    (.unreal, "would, could, might, should, had, suppose, imagine, assume"),
    (.correction, "wrong, false, incorrect, mistaken, typo, mistakenly, erroneously"),
    (
      .elsewhere,
      "neighbour, neighbor, friend, classmate, lecture, book, textbook, tutor, slides, yesterday, colleague, team, internet, forum, year, group"
    ),
  ]
}

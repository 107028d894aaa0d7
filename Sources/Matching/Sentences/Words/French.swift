extension SentenceWords {
  static let french: [(Role, String)] = [
    (.activation, "activation, activations, activé, sigmoïde"),
    (.weightedInput, "entrée pondérée, somme pondérée, pondérée, pré-activation, préactivation"),
    (.prediction, "prédiction, prédit, réseau, prévision"),
    (.cost, "coût, perte, erreur"),
    (.gradient, "gradient, dérivée, pente, dérivant, dérivé"),
    (
      .new,
      "nouveau, nouvelle, nouvel, nouvelle valeur, après un pas, après le pas, après la mise à jour, mis à jour, mise à jour, devient, passe, monte, descend, ensuite, désormais, maintenant, augmente, diminue"
    ),
    (.weight, "poids"), (.bias, "biais"), (.neuron, "neurone"),
    (.hidden, "caché, cachée, cachés, cachées"), (.output, "sortie"),
    (.counter, "époque, étape, question, partie, couche, page, exercice"),
    (.given, "cible, entrées, voulu, souhaité, taux"),
    (.before, "de, depuis, avant, était, initialement, ancien, ancienne, initial"),
    (.than, "que, au lieu de, contre"), (.operation, "moins, fois, plus"),
    (.reason, "parce que, car, puisque, comme, avec, alors que, si, quand"),
    (.result, "donne, à, donc, obtient, environ, d'environ, trouve"),
    (.copula, "est, vaut, égale, fait"),
    (.denial, "pas, jamais"),
    (.unit, "pour cent, heures, minutes, secondes, couches, neurones, époques"),
    (.unreal, "serait, seraient, aurait, supposons"), (.correction, "faux, fausse, erroné"),
    (.elsewhere, "voisin, voisine, ami, cours, livre, camarade, groupe"),
  ]
}

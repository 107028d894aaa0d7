/// The words by which people say what a statement is about, in the languages of the courses.
///
/// A new wording is a word here and a homework in the tests.
package enum Lexicon {
  // MARK: - Before and after a step

  package static let afters: Set<String> = ["after", "nach", "después", "despues", "após", "après"]

  /// What lies between the values before and those after: `after the update`.
  package static let steps: Set<String> = [
    "update", "updates", "updating", "updated", "step", "iteration", "epoch", "training",
    "aktualisierung", "schritt", "actualización", "atualização", "paso", "passo", "iteración",
  ]

  package static let nexts: Set<String> = [
    "second", "2nd", "next", "another", "third", "3rd", "fourth", "zweiter", "zweite", "zweites",
    "nächste", "nächster", "segundo", "segunda", "siguiente", "próxima", "próximo", "deuxième",
  ]

  /// What is gone through again with other parameters.
  package static let rounds: Set<String> = [
    "forward", "iteration", "epoch", "pass", "round", "durchlauf", "vorwärtsdurchlauf", "iteración",
    "época", "iteração", "itération", "pasada",
  ]

  package static let news: Set<String> = [
    "new", "updated", "neuen", "aktualisierten", "nuevos", "nuevas", "novos", "novas", "nouveaux",
  ]

  package static let parameters: Set<String> = [
    "weights", "parameters", "values", "weight", "biases", "gewichten", "parametern", "pesos",
    "parámetros", "parâmetros", "poids",
  ]

  package static let withs: Set<String> = ["with", "using", "use", "mit", "con", "com", "avec", "for"]

  // MARK: - Something else than the question

  /// Words before a given that gets another value: `for x = (0, 0)`.
  package static let conditions: Set<String> = [
    "for", "with", "at", "if", "using", "für", "mit", "bei", "wenn", "con", "para", "com", "si",
  ]

  /// Headings of what answers no question.
  package static let asides: Set<String> = [
    "appendix", "anhang", "comparison", "vergleich", "comparación", "comparação", "apéndice",
  ]

  package static let others: Set<String> = [
    "other", "previous", "last", "old", "another", "anderen", "vorigen", "otro", "otra", "outro",
    "outra",
  ]

  /// What may be another one than the question's.
  package static let settings: Set<String> = [
    "network", "example", "exercise", "question", "year", "week", "homework", "netz", "beispiel",
    "aufgabe", "red", "ejemplo", "rede", "exemplo",
  ]

  /// Words before the label of a part.
  package static let parts: Set<String> = ["part", "question", "exercise", "teil", "aufgabe", "parte"]

  package static let ordinals: Set<String> = ["first", "second", "third", "ersten", "zweiten"]

  /// Of these an exercise has one: the first network is another one.
  package static let networks: Set<String> = ["network", "net", "netz", "model", "red", "rede"]

  /// Those who say something else than the writer.
  package static let authorities: Set<String> = [
    "book", "textbook", "lecture", "buch", "skript", "vorlesung", "libro", "livro", "paper",
  ]
}

extension Lexicon {
  /// Words before the number of a question, the longest first: of `questions` none is left over.
  package static let questionWords =
    [
      "question", "questions", "exercise", "task", "part", "answer", "problem", "assignment", "ex.",
      "ex", "q", "to", "ad",
      // German, Dutch, Swedish, Danish, Norwegian
      "aufgabe", "frage", "teil", "übung", "teilaufgabe", "zu", "vraag", "opgave", "oefening",
      "uppgift", "fråga", "övning", "opgaven", "spørgsmål", "oppgave", "spørsmål", "øvelse",
      // Spanish, Portuguese, Italian, French, Catalan, Romanian
      "parte", "ejercicio", "pregunta", "cuestión", "cuestion", "problema", "apartado", "questão",
      "questao", "exercício", "exercicio", "pergunta", "domanda", "esercizio", "quesito",
      "exercice", "problème", "exercici", "exercițiul", "întrebarea",
      // Polish, Czech, Slovak, Croatian, Hungarian, Finnish, Turkish
      "zadanie", "pytanie", "ćwiczenie", "úloha", "úkol", "otázka", "příklad", "cvičení",
      "príklad", "cvičenie", "zadatak", "pitanje", "feladat", "kérdés", "tehtävä", "kysymys",
      "soru", "alıştırma",
      // Russian, Ukrainian, Bulgarian, Greek
      "задача", "задание", "вопрос", "упражнение", "завдання", "питання", "вправа", "въпрос",
      "άσκηση", "ερώτημα", "ερώτηση",
      // Chinese, Japanese, Korean, Vietnamese, Indonesian, Thai, Hindi, Persian, Arabic, Hebrew
      "问题", "問題", "习题", "題", "题", "第", "任务", "設問", "課題", "問", "문제", "문항", "질문", "câu", "bài",
      "soal", "nomor", "pertanyaan", "latihan", "ข้อ", "प्रश्न", "سوال", "سؤال", "תרגיל", "שאלה",
    ].sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
}

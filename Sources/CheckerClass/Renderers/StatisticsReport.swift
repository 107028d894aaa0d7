import Classroom
import Gradebook
import Terminal

/// The statistics of an assignment, as text, CSV and JSON.
struct StatisticsReport {
  let assignment: String
  let standings: [Standing]
  let items: [ItemStatistics]

  private var scores: [Double] { standings.map(\.score).sorted() }
  private var possible: Double { standings.map(\.possible).max() ?? 0 }
  private var mean: Double { scores.reduce(0, +) / Double(max(scores.count, 1)) }

  private func quantile(_ share: Double) -> Double {
    guard let last = scores.indices.last else { return 0 }
    let place = share * Double(last)
    let below = Int(place)
    let above = min(below + 1, last)
    return scores[below] + (place - Double(below)) * (scores[above] - scores[below])
  }

  /// How many reached each tenth of the points.
  private var tenths: [Int] {
    scores.reduce(into: Array(repeating: 0, count: 10)) { tenths, score in
      tenths[min(9, max(0, Int(10 * score / max(possible, 1e-9))))] += 1
    }
  }

  var text: String {
    let points = ReportScores.text
    var lines = [
      "\(assignment): \(scores.count) students, mean \(points(mean)) of \(points(possible)), "
        + "quartiles \(points(quantile(0.25))), \(points(quantile(0.5))), \(points(quantile(0.75)))"
    ]
    let most = tenths.max() ?? 1
    for (place, count) in tenths.enumerated() where count > 0 {
      let bar = String(repeating: "█", count: max(1, 40 * count / max(most, 1)))
      lines.append("  \(place * 10)–\(place * 10 + 10) %  \(bar) \(count)")
    }
    lines.append("  items, the hardest first:")
    for item in items.sorted(by: {
      ($0.share, $0.exercise, $0.item) < ($1.share, $1.exercise, $1.item)
    }) {
      let discrimination = item.discrimination.map { ", discrimination \(points($0))" } ?? ""
      let open = item.open > 0 ? ", \(item.open) open" : ""
      lines.append(
        "  \(Int((100 * item.share).rounded())) %  \(item.exercise): \(item.item)\(discrimination)\(open)"
      )
      for mistake in item.mistakes {
        lines.append("        \(mistake.count) × \(mistake.mistake)  (\(mistake.file))")
      }
      for unread in item.unread {
        lines.append(
          "        \(unread.count) wrote, and it could not be read: \(unread.said.prefix(60))"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static let header = CSVText.line([
    "assignment", "exercise", "item", "students", "share", "discrimination", "open", "outcomes",
    "mistakes",
  ])

  var csv: String {
    items.map { item in
      CSVText.line([
        assignment, item.exercise, item.item, "\(item.count)", ReportScores.text(item.share),
        item.discrimination.map(ReportScores.text) ?? "", "\(item.open)",
        item.outcomes.map { "\($0.outcome) \($0.count)" }.joined(separator: ", "),
        item.mistakes.map { "\($0.count) x \($0.mistake)" }.joined(separator: "; "),
      ])
    }.joined()
  }

  var json: JSON {
    .object([
      ("assignment", .string(assignment)), ("students", .number(scores.count)),
      ("mean", .number(mean)),
      ("possible", .number(possible)),
      ("quartiles", .array([0.25, 0.5, 0.75].map { .number(quantile($0)) })),
      ("tenths", .array(tenths.map { .number(Double($0)) })),
      (
        "items",
        .array(
          items.map { item in
            .object([
              ("exercise", .string(item.exercise)), ("item", .string(item.item)),
              ("students", .number(item.count)), ("share", .number(item.share)),
              ("discrimination", item.discrimination.map(JSON.number) ?? .null),
              ("open", .number(item.open)),
              ("outcomes", .object(item.outcomes.map { ($0.outcome, .number($0.count)) })),
              (
                "mistakes",
                .array(
                  item.mistakes.map {
                    .object([
                      ("mistake", .string($0.mistake)), ("count", .number($0.count)),
                      ("file", .string($0.file)),
                    ])
                  }
                )
              ),
              (
                "unread",
                .array(
                  item.unread.map {
                    .object([("text", .string($0.said)), ("count", .number($0.count))])
                  }
                )
              ),
            ])
          }
        )
      ),
    ])
  }
}

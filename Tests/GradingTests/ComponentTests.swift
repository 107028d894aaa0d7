import Grading
import Testing

/// Vectors that are written element by element.
struct ComponentTests {
  private static let chapter = """
    # Chapter

    ## Layer

    ```yaml network
    name: net
    layers: "2 - 3 relu"
    weights: nndl
    given: {x: "[1, 2]", "weights[0]": "[[0.5, -0.2], [-0.8, 0.3], [0.1, 0.6]]", "biases[0]": "[0.1, 0.1, -0.3]"}
    names: {z: "zs[0]", h: "activations[1]"}
    ```

    ```yaml exercise
    id: layer
    network: net
    answers:
      z: {is: "z", to: 2 decimals}
      h: {is: "h", to: 2 decimals}
    ```
    """

  // z = (0.5 − 0.4 + 0.1, −0.8 + 0.6 + 0.1, 0.1 + 1.2 − 0.3) = (0.2, −0.1, 1.0)
  @Test(
    "all elements, from 1 or from 0, are the vector",
    arguments: [
      "z1 = 0.20\n\nz2 = -0.10\n\nz3 = 1.00", "z_1 = 0.20, z_2 = -0.10, z_3 = 1.00",
      "$z_{1} = 0.5 \\cdot 1 - 0.2 \\cdot 2 + 0.1 = 0.20$\n\n$z_{2} = -0.10$\n\n$z_{3} = 1.00$",
      "z[0] = 0.20, z[1] = -0.10, z[2] = 1.00", "z3 = 1.00, z1 = 0.20, z2 = -0.10",
      "- z0 = 0.20\n- z1 = -0.10\n- z2 = 1.00",
    ]
  )
  func whole(homework: String) throws {
    #expect(try Self.outcomes("\(homework)\n\nh = [0.2, 0, 1]", "z") == [.correct])
  }

  @Test(
    "with one element missing, said twice differently or of something else it is open",
    arguments: [
      "z1 = 0.20, z3 = 1.00", "z2 = -0.10, z3 = 1.00",
      "z1 = 0.20, z1 = 0.30, z2 = -0.10, z3 = 1.00",
      "z1 = 0.20, z2 = -0.10, z3 = 1.00, z4 = 2.00",
      "For the first network z1 = 0.20, z2 = -0.10, z3 = 1.00.",
    ]
  )
  func parts(homework: String) throws {
    let outcomes = try Self.outcomes("\(homework)\n\nh = [0.2, 0, 1]", "z")
    #expect(outcomes != [.correct] && outcomes != [.wrong], "\(outcomes)")
  }

  @Test("a wrong element is wrong, and what follows from it follows")
  func wrong() throws {
    let homework = "z1 = 0.20, z2 = 0.10, z3 = 1.00\n\nh1 = 0.20, h2 = 0.10, h3 = 1.00"
    #expect(try Self.outcomes(homework, "z") == [.wrong])
    #expect(try Self.outcomes(homework, "h") == [.carried])
  }

  @Test("a vector that stands there whole is what counts")
  func beside() throws {
    let homework = "z = [0.2, -0.1, 1]\n\nz1 = 0.7, z2 = 0.1, z3 = 1\n\nh = [0.2, 0, 1]"
    #expect(try Self.outcomes(homework, "z") == [.correct])
  }

  private static func outcomes(_ homework: String, _ name: String) throws -> [Outcome] {
    try TestCourse.grade("## 1\n\n\(homework)\n", chapter).outcomes(name)
  }
}

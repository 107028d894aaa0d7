import Testing

@testable import Networks

struct ArchitectureTests {
  private static let form =
    "write the inputs, then each layer with its activation: 2 - 3 sigmoid - 1 sigmoid"

  @Test("Layers are read with their sizes and activations")
  func layers() throws {
    let list = try LayerList("784 inputs - 30 ReLU -10 sigmoid")
    #expect(list.sizes == [784, 30, 10])
    #expect(list.activations == [.relu, .sigmoid])
    #expect(list.hasBias == [true, true])
    let plain = try LayerList("2-3 tanh-1 linear")
    #expect(plain.sizes == [2, 3, 1] && plain.activations == [.tanh, .linear])
    let named = try LayerList("2-3 leaky-relu(0.3)-4 hard-sigmoid-keras2 without bias - 2 softmax")
    #expect(named.activations == [.leakyReLU(slope: 0.3), .hardSigmoidKeras2, .softmax])
    #expect(named.hasBias == [true, false, true])
  }

  @Test(
    "What is no list of layers is refused in words",
    arguments: [
      ("", "\"\" names no layers", form),
      ("3", "\"3\" names no layers", form),
      ("2 - sigmoid", "layer 1 has no size; \"sigmoid\" was found", form),
      ("0 - 1 sigmoid", "layer 0 has no size; \"0\" was found", form),
      ("2.5 - 1 sigmoid", "layer 0 has no size; \"2.5\" was found", form),
      ("2 sigmoid - 1 sigmoid", "the inputs have no activation, \"sigmoid\" was found", form),
      ("2 - 3", "layer 1 wants one activation", form),
      (
        "2 - 3 sigmoid tanh", "layer 1 wants one activation, \"tanh\" stands after it",
        "after it only \"without bias\" is allowed"
      ),
      ("2 - 3 without bias", "layer 1 wants one activation", form),
      (
        "2 - 3 sigmod - 1 sigmoid", "the activation \"sigmod\" is not known",
        "did you mean `sigmoid`?"
      ),
      (
        "2 - 3 swish", "the activation \"swish\" is not known",
        "allowed: sigmoid, tanh, relu, leaky-relu, hard-sigmoid-keras2, hard-sigmoid-keras3, "
          + "softmax, linear"
      ),
      ("2 - 100001 relu", "layer 1 has 100001 neurons", "at most 100000 are allowed"),
      ("2 - 1000000 relu", "layer 1 has 1000000 neurons", "at most 100000 are allowed"),
      ("60000 - 60000 relu", "120000 neurons", "at most 100000 are allowed"),
      ("10000 - 10000 relu", "100010000 parameters", "at most 10000000 are allowed"),
    ]
  )
  func refuses(text: String, message: String, help: String) {
    #expect(throws: ArchitectureError(message: message, help: help)) {
      try LayerList(text)
    }
  }

  @Test(
    "Words that mean nothing are never dropped in silence",
    arguments: [
      "2 inputs foo - 1 sigmoid", "2 - - 1 sigmoid", "- 2 - 1 sigmoid", "2 - 1 sigmoid -",
    ]
  )
  func silence(text: String) {
    #expect(throws: ArchitectureError.self) { try LayerList(text) }
  }

  @Test("Shapes of weights and vectors in both conventions")
  func shapes() {
    let nndl = Architecture(layerSizes: [2, 3, 1], activations: [.relu, .sigmoid])
    #expect(nndl.weightShape(0) == (3, 2) && nndl.weightShape(1) == (1, 3))
    #expect(nndl.vectorShape(0) == (2, 1) && nndl.vectorShape(2) == (1, 1))
    let row = Architecture(
      layerSizes: [2, 3, 1],
      activations: [.relu, .sigmoid],
      convention: .row
    )
    #expect(row.weightShape(0) == (2, 3) && row.weightShape(1) == (3, 1))
    #expect(row.vectorShape(0) == (1, 2) && row.vectorShape(1) == (1, 3))
    #expect(nndl.description == "2 - 3 relu - 1 sigmoid")
    #expect(nndl.resized([5, 4, 2]).description == "5 - 4 relu - 2 sigmoid")
  }
}

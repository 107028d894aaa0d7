import Grading
import Testing

/// Numbers of one homework that contradict each other, and numbers that do not.
///
/// Scores follow from the matrices by scikit-learn's definitions, computed by hand in the comments.
struct ConsistencyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// A part of each message, in order of the document.
    var findings: [String] = []

    var testDescription: String { String(text.prefix(60)) }
  }

  /// 135 of 150 are on the diagonal.
  ///
  /// Recall 46/50, 41/50, 48/50; precision 46/48, 41/46, 48/56.
  private static let matrix = """
    ## Test

    The confusion matrix on the test set, rows are true:

    | true \\ predicted | 0 | 1 | 2 |
    |---|---|---|---|
    | 0 | 46 | 3 | 1 |
    | 1 | 2 | 41 | 7 |
    | 2 | 0 | 2 | 48 |


    """

  static let confusion: [Case] = [
    Case(text: matrix + "The accuracy is 0.9."),
    Case(text: matrix + "The test accuracy is 90 %."),
    Case(text: matrix + "Accuracy: 90.0%"),
    Case(text: matrix + "The accuracy is 0.913.", findings: ["0.913 does not follow"]),
    Case(text: matrix + "This is a test accuracy of 91.3 %.", findings: ["91.3 % does not follow"]),
    Case(text: matrix + "The training accuracy is 0.99."),
    Case(text: matrix + "With guessing the accuracy would be 0.333."),
    Case(text: matrix + "Recall of class 1 is 0.82."),
    Case(text: matrix + "The recall for class 1 is 0.89.", findings: ["recall of class 1"]),
    Case(text: matrix + "Precision and recall of class 0 are 0.958 and 0.92."),
    Case(text: matrix + "The macro F1 is 0.899."),
    Case(text: matrix + "The macro F1 is 0.912.", findings: ["macro F1 0.912"]),
    Case(text: matrix + "135 of 150 are classified correctly."),
    Case(text: matrix + "137 of 150 are classified correctly.", findings: ["137 are said"]),
    Case(text: matrix + "The 1s are most often read as 2, 7 times."),
    Case(text: matrix + "The 1s are most often read as 2 (7 cases)."),
    Case(text: matrix + "The 1s are most often read as 2, 9 times.", findings: ["7 times, not 9"]),
    Case(
      text: matrix + "Class 1 is most often confused with class 0.",
      findings: ["most often taken"]
    ),
    Case(text: matrix + "Class 0 is mistaken for class 2 once, which is rare."),
    Case(
      text: matrix + """
        | class | precision | recall | F1 | support |
        |---|---|---|---|---|
        | 0 | 0.958 | 0.920 | 0.939 | 50 |
        | 1 | 0.891 | 0.820 | 0.854 | 50 |
        | 2 | 0.857 | 0.960 | 0.906 | 50 |
        """
    ),
    Case(
      text: matrix + """
        | class | precision | recall | F1 | support |
        |---|---|---|---|---|
        | 0 | 0.920 | 0.958 | 0.939 | 50 |
        | 1 | 0.891 | 0.820 | 0.854 | 50 |
        | 2 | 0.857 | 0.960 | 0.906 | 50 |
        """,
      findings: ["precision of 0: 0.920", "recall of 0: 0.958"]
    ),
    Case(
      text: """
        | | predicted cat | predicted dog | total |
        |---|---|---|---|
        | actual cat | 30 | 10 | 40 |
        | actual dog | 5 | 55 | 61 |
        """,
      findings: ["the total 61"]
    ),
    Case(
      text: """
        confusion matrix:

        ```
        [[50  0]
         [ 5 45]]
        accuracy 0.95
        ```
        """
    ),
    Case(
      text: """
        confusion matrix:

        ```
        [[50  0]
         [ 5 45]]
        accuracy 0.96
        ```
        """,
      findings: ["accuracy 0.96"]
    ),
  ]

  static let reports: [Case] = [
    Case(
      text: """
        ```
                      precision    recall  f1-score   support

                   0       0.96      0.92      0.94        50
                   1       0.89      0.82      0.85        50
                   2       0.86      0.96      0.91        50

            accuracy                           0.90       150
           macro avg       0.90      0.90      0.90       150
        weighted avg       0.90      0.90      0.90       150
        ```
        """
    ),
    Case(
      text: """
        ```
                      precision    recall  f1-score   support

                   0       0.96      0.92      0.94        50
                   1       0.89      0.82      0.85        50
                   2       0.86      0.96      0.91        50

            accuracy                           0.93       150
           macro avg       0.90      0.90      0.92       160
        weighted avg       0.90      0.90      0.90       150
        ```
        """,
      findings: ["the accuracy 0.93", "macro avg of F1", "the support 160"]
    ),
    Case(
      text: """
        | class | precision | recall | F1 |
        |---|---|---|---|
        | A | 0.90 | 0.60 | 0.75 |
        | B | 0.8 | 0.8 | 0.8 |

        (accuracy below)
        """,
      findings: ["F1 of A"]
    ),
    Case(
      text: """
        | class | precision | recall | support |
        |---|---|---|---|
        | A | 0.9 | 0.65 | 10 |
        | B | 0.8 | 0.8 | 10 |
        """,
      findings: ["recall of A: 0.65 is not possible with 10 rows"]
    ),
  ]

  static let counts: [Case] = [
    Case(text: "On 150 test images the accuracy is 0.9133."),
    Case(
      text: "On 150 test images the accuracy is 0.9150.",
      findings: [
        "0.9150 is not possible with 150 rows: 137 of 150 are 0.913333, 138 of 150 are 0.92"
      ]
    ),
    Case(text: "On 150 test images the accuracy is 91.3 %."),
    Case(text: "On 10,000 test images the accuracy is 91.37 %."),
    Case(text: "We have 898 training rows and 899 test rows.\n\nThe test accuracy is 0.818."),
    Case(
      text: "We have 898 training rows and 899 test rows.\n\nThe test accuracy is 0.81850.",
      findings: ["0.81850 is not possible with 899 rows"]
    ),
    Case(text: "The mean accuracy over 5 runs on 150 test images is 0.9150."),
    Case(text: "A 784-64-10 network has 50890 parameters. The accuracy is good."),
    Case(
      text: "A 784-64-10 network has 50,816 parameters.",
      findings: ["50816 parameters: a 784-64-10 network has 50890"]
    ),
    Case(
      text: "The network is [784, 30, 10].\n\nThe first layer has 784·30 + 30 = 23550 parameters."
    ),
    Case(
      text: "The network is [784, 30, 10].\n\nIt has 23860 parameters, 23820 weights and 40 biases."
    ),
    Case(
      text: "The network is 784 → 30 → 10.\n\nIt has 23680 trainable parameters.",
      findings: ["23680 parameters"]
    ),
    Case(
      text: """
        | Layer (type) | Output Shape | Param # |
        |---|---|---|
        | dense (Dense) | (None, 64) | 50240 |
        | dense_1 (Dense) | (None, 10) | 650 |

        Total params: 50,980
        """,
      findings: ["50980 parameters in total; the layers have 50890"]
    ),
    Case(
      text: """
        | Layer (type) | Output Shape | Param # |
        |---|---|---|
        | dense (Dense) | (None, 64) | 50240 |
        | dense_1 (Dense) | (None, 10) | 660 |
        """,
      findings: ["64·10 + 10 = 650"]
    ),
    Case(
      text:
        "With 60000 training images, a validation split of 0.1 and batch size 128 an epoch has 422 steps per epoch."
    ),
    Case(
      text:
        "With 60000 training images, a validation split of 0.1 and batch size 128 there are 469 steps per epoch.",
      findings: ["make 422"]
    ),
    Case(
      text: "60,000 training images in batches of 128.\n\n```\nEpoch 1/5\n469/469 [=====] - 2s\n```"
    ),
    Case(
      text:
        "60,000 training images in batches of 100.\n\n```\nEpoch 1/5\n469/469 [=====] - 2s\n```",
      findings: ["make 600"]
    ),
    Case(text: "We trained for 20 epochs.\n\n```python\nmodel.fit(x, y, epochs=20)\n```"),
    Case(
      text: "We trained for 30 epochs.\n\n```python\nmodel.fit(x, y, epochs=20)\n```",
      findings: ["30 epochs in the text, 20 in the code"]
    ),
    Case(
      text: "```python\nmodel.fit(x, y, epochs=20)\n```\n\n```\nEpoch 1/10\nEpoch 10/10\n```",
      findings: ["20 epochs in the code, the log ends at epoch 10"]
    ),
    Case(text: "We trained for 3 epochs.\n\n```\nEpoch 0: 9021\nEpoch 1: 9233\nEpoch 2: 9300\n```"),
    Case(text: "After 10 epochs it is 0.9, so we stopped.\n\n```python\nfit(epochs=20)\n```"),
  ]

  private static let sweep = """
    ## Learning rate

    30 epochs, λ = 0.

    | η | train accuracy | test accuracy |
    |---|---|---|
    | 0.1 | 0.876 | 0.818 |
    | 1 | 0.934 | 0.860 |
    | 10 | 0.201 | 0.197 |


    """

  static let orders: [Case] = [
    Case(text: sweep + "The best learning rate is 1."),
    Case(text: sweep + "The best test accuracy, 86.0 %, is reached with η = 1."),
    Case(text: sweep + "The best learning rate is 0.1.", findings: ["0.1 is called best"]),
    Case(
      text: sweep + "The accuracy is highest with a learning rate of 10.",
      findings: ["called highest"]
    ),
    Case(
      text: sweep + "The accuracy increases with the learning rate.",
      findings: ["said to rise"]
    ),
    Case(text: sweep + "The accuracy first increases with η, then it falls."),
    Case(
      text: sweep + "The learning rate makes no difference to the accuracy.",
      findings: ["no difference"]
    ),
    Case(text: sweep + "With η = 0.1 the test accuracy is 81.8 %."),
    Case(text: sweep + "With η = 0.1 the test accuracy is 86 %.", findings: ["test accuracy 86 %"]),
    Case(text: sweep + "The test accuracy reaches 86.0 %."),
    Case(text: sweep + "The test accuracy reaches 89.0 %.", findings: ["89.0 % stands in no cell"]),
    Case(text: sweep + "The accuracy is above 80 % for small rates."),
    Case(
      text: sweep + """
        ## Regularization

        30 epochs, η = 1.

        | λ | train accuracy | test accuracy |
        |---|---|---|
        | 0 | 0.934 | 0.860 |
        | 0.1 | 0.100 | 0.101 |

        The accuracy falls as λ increases.
        """
    ),
    Case(
      text: sweep + """
        ## Regularization

        30 epochs, η = 1.

        | λ | train accuracy | test accuracy |
        |---|---|---|
        | 0 | 0.934 | 0.852 |
        | 0.1 | 0.100 | 0.101 |

        The accuracy rises as λ increases.
        """,
      findings: ["the same run", "said to rise"]
    ),
    Case(
      text: sweep + """
        ## Regularization

        10 epochs, η = 1.

        | λ | train accuracy | test accuracy |
        |---|---|---|
        | 0 | 0.834 | 0.752 |
        | 0.1 | 0.100 | 0.101 |
        """
    ),
  ]

  /// Forms in which homework says the same, and numbers that are about other things.
  static let forms: [Case] = [
    Case(text: matrix + "The recall of the 1 is 0.82, the precision of the 1 is 0.891."),
    Case(text: matrix + "Before tuning the accuracy was 0.84."),
    Case(text: matrix + "On the validation set the recall of 1 is 0.9 and the accuracy 0.95."),
    Case(text: matrix + "15 images are wrong."),
    Case(text: matrix + "14 images are wrong.", findings: ["14 are said to be wrong"]),
    Case(text: matrix + "Accuracy: 136/150 = 0.9067", findings: ["0.9067 does not follow"]),
    Case(text: matrix + "The recall of the 1 is 0.96.", findings: ["recall of class 1 0.96"]),
    Case(
      text: """
        Confusion matrix (rows: true digit):

        $$\\begin{pmatrix} 46 & 3 & 1 \\\\ 2 & 41 & 7 \\\\ 0 & 2 & 48 \\end{pmatrix}$$

        Accuracy: 0.91.
        """,
      findings: ["0.91 does not follow"]
    ),
    Case(text: "139 of 150 are right, which is 92.7 %. The accuracy is good."),
    Case(
      text: "139 of 150 are right, which is 93.7 %. The accuracy is good.",
      findings: ["139 of 150 are 0.9267"]
    ),
    Case(
      text: "The training set has 60,000 images, of which I keep 10,000 for validation. "
        + "With a batch size of 100 this is 500 steps per epoch."
    ),
    Case(
      text: "digits has 1,797 images. 20 % are for testing. "
        + "The batch size is 16: 90 steps per epoch."
    ),
    Case(text: "60,000 images in batches of 64 with drop_last=True are 937 steps per epoch."),
    Case(
      text: """
        60,000 training images.

        | batch size | steps per epoch |
        |---|---|
        | 100 | 600 |
        | 64 | 937 |
        """,
      findings: ["make 938"]
    ),
    Case(
      text: "784-64-10 has 50,890 parameters. "
        + "A wider one with 128 hidden units has 101,770 parameters."
    ),
    Case(
      text: """
        | network | parameters |
        |---|---|
        | 784-30-10 | 23,860 |
        | 784-100-10 | 79,500 |
        """,
      findings: ["79500 parameters: a 784-100-10 network has 79510"]
    ),
    Case(
      text: "The learning rate is 0.01.\n\n```python\nlr = 0.1\nmodel.fit(x, y, epochs=3)\n```",
      findings: ["learning rate 0.01 in the text, 0.1 in the code"]
    ),
    Case(
      text: log
        + "After 2 epochs the validation accuracy is 91 %. The loss falls from 0.612 to 0.312."
    ),
    Case(
      text: log
        + "After 2 epochs the validation accuracy is 85 %. The loss falls from 0.612 to 0.321.",
      findings: ["validation accuracy 85 %", "loss 0.321"]
    ),
    Case(
      text: """
        | learning rate | 0.01 | 0.1 | 1 |
        |---|---|---|---|
        | test accuracy | 91.2 % | 96.6 % | 94.0 % |

        The best learning rate is 1.
        """,
      findings: ["1 is called best"]
    ),
    Case(
      text: """
        | | λ = 0 | λ = 0.1 |
        |---|---|---|
        | test accuracy | 0.91 | 0.88 |

        The best λ is 0.1.
        """,
      findings: ["0.1 is called best"]
    ),
    Case(
      text: """
        | optimizer | accuracy |
        |---|---|
        | SGD | 84.1 % |
        | Adam | 88.3 % |

        The best optimizer is SGD.
        """,
      findings: ["sgd is called best"]
    ),
    Case(
      text: """
        | η | test loss | test accuracy |
        |---|---|---|
        | 0.1 | 0.31 | 0.90 |
        | 1 | 0.22 | 0.93 |

        The loss is lowest at 0.1.
        """,
      findings: ["0.1 is called lowest"]
    ),
    Case(text: sweep + "With momentum 0.9 and a learning rate of 0.1 the test accuracy is 97.4 %."),
    Case(text: sweep + "My friend got a test accuracy of 98 %."),
    Case(text: sweep + "The highest test accuracy is 81.8 %.", findings: ["is called the best"]),
    Case(
      text: """
        Seed 1:

        | η | accuracy |
        |---|---|
        | 0.1 | 0.91 |

        Seed 2:

        | η | accuracy |
        |---|---|
        | 0.1 | 0.92 |
        """
    ),
  ]

  private static let log = """
    ```
    Epoch 1/2
    60/60 - accuracy: 0.8011 - loss: 0.6120 - val_accuracy: 0.8500
    Epoch 2/2
    60/60 - accuracy: 0.9011 - loss: 0.3120 - val_accuracy: 0.9100
    ```


    """

  @Test(
    "numbers that contradict each other are found, others are not",
    arguments: confusion + reports + counts + orders + forms
  )
  func findings(_ example: Case) throws {
    let graded = try TestCourse.grade(example.text, TestCourse.step)
    let found = graded.findings.filter { $0.kind == .inconsistent }
    #expect(found.count == example.findings.count, "\(found.map(\.message))")
    for (finding, words) in zip(found, example.findings) {
      #expect(finding.message.contains(words), "\(finding.message)")
      #expect(!finding.places.isEmpty)
    }
  }
}

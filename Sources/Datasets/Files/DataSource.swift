/// What a chapter names as its data.
package enum DataSource: Hashable, Sendable {
  /// A set with a name of its own.
  case named(Name)
  case csv(file: String, label: CSV.LabelColumn, classes: [String]?)
  case idx(images: String, labels: String, testImages: String?, testLabels: String?, classes: Int)

  package enum Name: String, CaseIterable, Sendable {
    /// 1,797 images of 8×8 pixels from 0 to 16, in classes 0 to 9.
    case digits
    /// 150 flowers with four measures in cm, in three classes of 50.
    case iris
    /// 60,000 and 10,000 images of 28×28 pixels from 0 to 255.
    case mnist
    case fashionMNIST = "fashion-mnist"
  }

  /// Reads the files.
  ///
  /// - Throws: `DataError` if one is missing, cut off, or does not fit the others.
  package func load(_ files: DataFiles) throws(DataError) -> Dataset {
    switch self {
    case .named(.digits): return try Self.csv("digits.csv", "digits", .last, nil, files)
    case .named(.iris):
      // The first line of scikit-learn's file names the classes, not the columns.
      let classes = ["setosa", "versicolor", "virginica"]
      let iris = try Self.csv("iris.csv", "iris", .last, nil, files)
      return Dataset(name: "iris", classes: classes, rows: iris.rows)
    case .named(let name):
      return try Self.idx(
        name.rawValue,
        Self.folder(name, files),
        (
          "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte"
        ),
        10,
        files
      )
    case .csv(let file, let label, let classes):
      return try Self.csv(file, file, label, classes, files)
    case .idx(let images, let labels, let testImages, let testLabels, let classes):
      return try Self.idx(images, "", (images, labels, testImages, testLabels), classes, files)
    }
  }

  private static func csv(
    _ file: String,
    _ name: String,
    _ label: CSV.LabelColumn,
    _ classes: [String]?,
    _ files: DataFiles
  ) throws(DataError) -> Dataset {
    let (bytes, path) = try files.contents(
      of: file,
      help: "name the folder that holds it: --data DIR, or data: in course.yml"
    )
    var table = try CSV(bytes, path: path, label: label)
    return try table.dataset(name: name, classes: classes)
  }

  /// `mnist/` if the files lie in a folder of that name, else nothing.
  private static func folder(_ name: Name, _ files: DataFiles) -> String {
    let inside = "\(name.rawValue)/"
    return files.path(of: inside + "train-images-idx3-ubyte") == nil
      && files.path(of: "train-images-idx3-ubyte") != nil ? "" : inside
  }

  private static func idx(
    _ name: String,
    _ folder: String,
    _ names: (images: String, labels: String, testImages: String?, testLabels: String?),
    _ classes: Int,
    _ files: DataFiles
  ) throws(DataError) -> Dataset {
    let help =
      "name the folder that holds the four files of the set, or a folder \(name)/ with them: "
      + "--data DIR, or data: in course.yml"
    func read(_ file: String) throws(DataError) -> (IDX, path: String) {
      let (bytes, path) = try files.contents(of: folder + file, help: help)
      return (try IDX(bytes, path: path), path)
    }
    let images = try read(names.images)
    let rows = try IDX.rows(images: images, labels: try read(names.labels), classes: classes)
    var tests: Rows?
    if let testImages = names.testImages, let testLabels = names.testLabels {
      let images = try read(testImages)
      guard images.0.rowSize == rows.features.columns else {
        throw DataError(
          path: images.path,
          "images of \(images.0.rowSize) pixels, those for training have \(rows.features.columns)"
        )
      }
      tests = try IDX.rows(images: images, labels: try read(testLabels), classes: classes)
    }
    return Dataset(
      name: name,
      classes: (0..<classes).map(String.init),
      rows: rows,
      tests: tests
    )
  }
}

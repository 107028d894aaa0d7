// swift-tools-version: 6.0
import PackageDescription

let settings: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

/// The engine and the grader are optimised in debug builds too: their tests compute tens of thousands
/// of networks and grade as many homeworks.
let optimised: [SwiftSetting] =
  settings + [
    .unsafeFlags(["-O"], .when(configuration: .debug))
  ]

/// The kernels of training are made for processors with AVX2 and fused multiply-adds; every 64-bit
/// ARM has the like.
#if arch(x86_64)
  let vectorised: [SwiftSetting] =
    optimised + [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
  let vectorised = optimised
#endif

/// A target of the road that an answer travels, with its tests beside it (see README.md).
func target(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  settings: [SwiftSetting] = settings
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    exclude: ["README.md"],
    swiftSettings: settings
  )
}

func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  goldens: [String] = [],
  settings: [SwiftSetting] = settings
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: dependencies,
    exclude: goldens,
    swiftSettings: settings
  )
}

let package = Package(
  name: "checker",
  platforms: [.macOS("15.0")],
  products: [
    .executable(name: "checker", targets: ["Checker"]),
    .executable(name: "checker-class", targets: ["CheckerClass"]),
    // What Swift in a chapter is linked with.
    .library(name: "CheckerBook", type: .static, targets: ["Exercises"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The gradebook's way to SQLite; nothing that `checker grade hw1.md` links.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .systemLibrary(
      name: "CYaml",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .systemLibrary(
      name: "CMinizip",
      pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]
    ),
    .systemLibrary(
      name: "CDigest",
      pkgConfig: "libmd",
      providers: [.apt(["libmd-dev"]), .brew(["libmd"])]
    ),
    .systemLibrary(name: "CVectors"),
    target("Workers"),
    target("RandomNumbers", settings: optimised),
    target("Kernels", ["CVectors"], settings: vectorised),
    target("Markdown", ["CCmark"], settings: optimised),
    target("Yaml", ["CYaml", "Markdown"]),
    target("Matrices", settings: optimised),
    target("Formulas", ["Markdown", "Matrices"], settings: optimised),
    target("Networks", ["Formulas", "Markdown", "Matrices"], settings: optimised),
    target("Datasets", ["CZlib", "Matrices"], settings: optimised),
    target(
      "Training",
      [
        "Datasets", "Formulas", "Kernels", "Matrices", "Networks", "RandomNumbers", "Workers",
      ],
      settings: optimised
    ),
    target(
      "Exercises",
      ["Formulas", "Markdown", "Networks", "Workers", "Yaml"],
      settings: optimised
    ),
    target("Homework", ["Formulas", "Markdown", "Workers"], settings: optimised),
    target(
      "Matching",
      ["Exercises", "Formulas", "Homework", "Markdown", "Networks", "Workers"],
      settings: optimised
    ),
    target(
      "Grading",
      ["Exercises", "Formulas", "Homework", "Markdown", "Matching", "Networks", "Workers"],
      settings: optimised
    ),
    target(
      "Experiments",
      [
        "Datasets", "Exercises", "Formulas", "Markdown", "Matrices", "Networks", "Training", "Yaml",
      ],
      settings: optimised
    ),
    target(
      "Authoring",
      [
        "Exercises", "Experiments", "Formulas", "Grading", "Homework", "Markdown", "Matrices",
        "Networks", "Workers", "Yaml",
      ],
      settings: optimised
    ),
    target("Terminal", ["Exercises", "Markdown"]),
    .executableTarget(
      name: "Checker",
      dependencies: [
        "Authoring", "Datasets", "Exercises", "Experiments", "Formulas", "Grading", "Homework",
        "Markdown", "Terminal", "Training", "Workers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"],
      swiftSettings: settings
    ),
    target("Classroom", ["CMinizip", "Exercises", "Markdown", "Yaml"]),
    target(
      "Gradebook",
      ["CDigest", "Classroom", "Markdown", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    .executableTarget(
      name: "CheckerClass",
      dependencies: [
        "Classroom", "Exercises", "Gradebook", "Markdown", "Terminal", "Workers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"],
      swiftSettings: settings
    ),
    // Broken files from good ones, for tests and for scripts/mutate.
    .target(name: "Mutations", path: "Tests/Mutations", swiftSettings: optimised),
    tests("Workers", ["Workers"]),
    tests("RandomNumbers", ["RandomNumbers"], goldens: ["Goldens"]),
    tests("Kernels", ["Kernels"]),
    tests("Datasets", ["CZlib", "Datasets"], goldens: ["Goldens"]),
    tests(
      "Training",
      ["Datasets", "Formulas", "Matrices", "Networks", "RandomNumbers", "Training"],
      goldens: ["Goldens"]
    ),
    tests("Markdown", ["CCmark", "Markdown"]),
    tests("Yaml", ["Markdown", "Yaml"]),
    tests("Matrices", ["Matrices"]),
    tests("Formulas", ["Formulas", "Markdown", "Matrices"]),
    tests(
      "Networks",
      ["Formulas", "Matrices", "Networks"],
      goldens: ["Goldens"],
      settings: optimised
    ),
    tests("Experiments", ["Datasets", "Experiments", "Matrices", "Networks"]),
    tests("Exercises", ["Exercises", "Formulas", "Markdown", "Networks", "Yaml"]),
    tests("Homework", ["Formulas", "Homework", "Markdown"]),
    tests("Matching", ["Exercises", "Homework", "Matching"]),
    tests(
      "Grading",
      ["Exercises", "Formulas", "Grading", "Homework", "Markdown"],
      goldens: ["Broken", "Corpus", "Forms"]
    ),
    tests(
      "Authoring",
      ["Authoring", "Exercises", "Formulas", "Grading", "Homework", "Markdown", "Mutations"],
      settings: optimised
    ),
    tests("Classroom", ["Classroom", "Markdown"]),
    tests("Gradebook", ["Classroom", "Gradebook", "Markdown"]),
    .testTarget(
      name: "CheckerTests",
      dependencies: ["Authoring", "Checker", "CheckerClass", "Exercises", "Formulas", "Terminal"],
      exclude: ["Cases", "Chapters"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer is built on demand alone: CONTRIBUTING.md says how.
if Context.environment["CHECKER_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: ["Authoring", "Exercises", "Formulas", "Grading", "Homework", "Markdown"],
      path: "Fuzz",
      swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
    )
  )
}

// So is what runs the tool on broken files.
if Context.environment["CHECKER_MUTATE"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Mutate",
      dependencies: ["Mutations"],
      path: "Tests/Mutate",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    )
  )
}

// What no tool can measure from outside is measured by a program of its own, built by `make bench`.
if Context.environment["CHECKER_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Read",
      dependencies: ["CCmark", "Exercises", "Grading", "Homework", "Markdown"],
      path: "Benchmarks/Read",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    )
  )
  package.targets.append(
    .executableTarget(
      name: "Epochs",
      dependencies: ["Datasets", "Networks", "Training"],
      path: "Benchmarks/Epochs",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    )
  )
}

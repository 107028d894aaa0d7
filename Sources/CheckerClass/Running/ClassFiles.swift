import Classroom
import Exercises
import Markdown
import Terminal

/// The files that a class handed in: folders, archives, single files, a list on the standard input.
struct ClassFiles {
  private let reader: NameReader
  private(set) var files: [HandIn] = []
  /// What could not even be listed, and what is left alone.
  private(set) var problems: [Diagnostic] = []
  /// What Gradescope says beside its folders of whose they are.
  private var metadata: [SubmissionMetadata] = []

  /// Larger files are no homework.
  static let largest = 8 << 20

  init(_ paths: [String], names reader: NameReader) throws(Diagnostic) {
    self.reader = reader
    for path in paths {
      if path == "-" {
        for line in try Files.contents(of: "/dev/stdin").split(separator: 0x0A) {
          let name = FileName.text(line.last == 0x0D ? line.dropLast() : line)
          if !name.isEmpty { try add(name) }
        }
      } else {
        try add(path)
      }
    }
    for place in files.indices where files[place].name.platform == .gradescope {
      let path = files[place].path
      let students = metadata.lazy.map { $0.students(of: path) }.first { !$0.isEmpty } ?? []
      files[place].name.students = students + files[place].name.students
    }
  }

  private mutating func addMetadata(_ bytes: [UInt8], path: String) {
    do throws(Diagnostic) {
      metadata.append(try SubmissionMetadata(bytes, path: path))
    } catch {
      problems.append(Diagnostic(path: path, message: error.message))
    }
  }

  private mutating func add(_ path: String) throws(Diagnostic) {
    if Files.isDirectory(path) {
      addFolder(path, inside: "", below: [])
    } else if !Files.exists(path) {
      throw Files.failure(path, "cannot be read")
    } else if path.lowercased().hasSuffix(".zip") {
      try addArchive(path)
    } else {
      addFile(path, called: Files.name(of: path))
    }
  }

  /// `inside`: The path from the folder that was handed over; `above`: the folders on the way, so that no link leads back.
  private mutating func addFolder(_ path: String, inside: String, below above: [String]) {
    let own = Files.absolute(path)
    guard !above.contains(own) else { return }
    for name in Files.names(in: path) where !name.hasPrefix(".") && name != "__MACOSX" {
      let child = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      let relative = inside.isEmpty ? name : "\(inside)/\(name)"
      if Files.isDirectory(child) {
        addFolder(child, inside: relative, below: above + [own])
      } else if name == SubmissionMetadata.fileName,
        let bytes = Files.ordinaryContents(of: child)
      {
        addMetadata(bytes, path: child)
      } else if FileKind.isHomework(name) {
        addFile(child, called: relative)
      } else if name.lowercased().hasSuffix(".zip"), Files.isOrdinary(child) {
        do throws(Diagnostic) { try addArchive(child) } catch { problems.append(error) }
      }
    }
  }

  private mutating func addFile(_ path: String, called relative: String) {
    var file = HandIn(
      path: path,
      origin: .file(path),
      date: Files.date(of: path),
      name: reader.name(of: relative)
    )
    read(Files.beginning(of: path), into: &file)
    files.append(file)
  }

  private mutating func addArchive(_ path: String) throws(Diagnostic) {
    let archive = try ZipArchive(path)
    for entry in try archive.entries() {
      let last = entry.name.split(separator: "/").last ?? ""
      if last == SubmissionMetadata.fileName {
        addMetadata(
          try archive.contents(of: entry, upTo: Self.largest),
          path: "\(path):\(entry.name)"
        )
      }
      guard FileKind.isHomework(entry.name), !last.hasPrefix("."), !entry.name.contains("__MACOSX/")
      else { continue }
      var file = HandIn(
        path: "\(path):\(entry.name)",
        origin: .entry(archive: path, entry),
        date: entry.date,
        name: reader.name(of: entry.name)
      )
      if entry.size <= Self.largest,
        let bytes = try? archive.contents(of: entry, upTo: Self.largest)
      {
        read(bytes.prefix(1000), into: &file)
      }
      files.append(file)
    }
  }

  /// What the front matter says wins over the name.
  private func read(_ beginning: some Collection<UInt8>, into file: inout HandIn) {
    let front = FrontMatter(beginning)
    file.student = front.student
    file.assignment = front.assignment.map { reader.assignment(named: $0) ?? $0 }
  }
}

/// What the first lines of a homework say of whose it is.
struct FrontMatter {
  private(set) var student: String?
  private(set) var assignment: String?

  init(_ beginning: some Collection<UInt8>) {
    let lines = beginning.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(14)
    for line in lines.map({ String(decoding: $0, as: UTF8.self) }) {
      func value(_ key: String) -> String? {
        guard line.hasPrefix("\(key):") else { return nil }
        let text = line.dropFirst(key.utf8.count + 1).filter { !"\"'\r\t".contains($0) }
        let value = String(text.drop { $0 == " " })
        return value.isEmpty ? nil : value
      }
      student = student ?? value("student")
      assignment = assignment ?? value("assignment")
    }
  }
}

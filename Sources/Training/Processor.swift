#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the kernels want from the processor.
package enum Processor {
  /// What is missing here; empty if training can run.
  ///
  /// On x86 they are made for x86-64-v3; every 64-bit ARM has what they need.
  package static var missing: [String] {
    #if arch(x86_64)
      #if os(Linux)
        let flags = linuxFlags
        return ["avx2", "bmi2", "fma"].filter { !flags.contains($0) }
      #else
        var has: Int32 = 0
        var size = MemoryLayout<Int32>.size
        return sysctlbyname("hw.optional.avx2_0", &has, &size, nil, 0) == 0 && has == 1
          ? [] : ["avx2", "fma"]
      #endif
    #else
      return []
    #endif
  }

  #if arch(x86_64) && os(Linux)
    /// The flags of the first processor that the kernel lists: what it and the system can do.
    private static var linuxFlags: Set<String> {
      guard let file = fopen("/proc/cpuinfo", "r") else { return [] }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 8192)
      let count = fread(&bytes, 1, bytes.count, file)
      let text = String(decoding: bytes.prefix(count), as: UTF8.self)
      let line = text.split(separator: "\n").first { $0.utf8.starts(with: "flags".utf8) }
      return Set((line ?? "").split(separator: " ").map(String.init))
    }
  #endif
}

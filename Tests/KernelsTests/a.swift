import Testing
struct KernelsPlaceholder {}

import Testing

struct KernelsPlaceholder {}

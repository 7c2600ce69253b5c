//! Real files, imported by the real binary.

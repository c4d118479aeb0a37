//! The data of the benchmarks as plain Rust structs, and how they are drawn.
//!
//! `log`, `mesh`, `minecraft` and `mk48` draw the same values in the same order
//! from the same generator as the public rust_serialization_benchmark, so that
//! its published sizes can be compared.

pub mod alloc_counter;
pub mod clock;
pub mod data;
pub mod fold;

use rand_pcg::Lcg64Xsh32;

/// Digits of pi, as that benchmark starts each of its data sets.
pub fn seeded() -> Lcg64Xsh32 {
    Lcg64Xsh32::new(3141592653, 5897932384)
}

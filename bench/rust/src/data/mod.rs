//! One file per data set; each has its types and a `draw`.

pub mod iso639;
pub mod log;
pub mod mesh;
pub mod minecraft;
pub mod mk48;
pub mod records;
pub mod sparse;
pub mod telemetry;

/// What every type of the data sets derives.
pub(crate) mod prelude {
    pub use crate::fold::Fold;
    pub use bitcode::{Decode, Encode};
    pub use borsh::BorshSerialize;
    pub use rand::seq::SliceRandom;
    pub use rand::Rng;
    pub use rkyv::{Archive, Deserialize as RkyvDeserialize, Serialize as RkyvSerialize};
    pub use serde::Serialize;

    /// An element of `words`, by the draw of an index as wide as a pointer.
    pub fn pick<T: Copy>(rng: &mut impl Rng, words: &[T]) -> T {
        words[rng.gen_range(0..words.len())]
    }

    /// `Some` for half of the calls.
    pub fn maybe<R: Rng, T>(rng: &mut R, draw: impl FnOnce(&mut R) -> T) -> Option<T> {
        rng.gen_bool(0.5).then(|| draw(rng))
    }

    /// Fewer than `limit` values, at least `least`.
    pub fn several<R: Rng, T>(
        rng: &mut R,
        least: usize,
        limit: usize,
        draw: impl Fn(&mut R) -> T,
    ) -> Vec<T> {
        (0..rng.gen_range(least..limit)).map(|_| draw(rng)).collect()
    }

    /// Declares types that every peer here can take, and how they are summed.
    macro_rules! plain {
        () => {};
        (pub enum $name:ident { $($member:ident),* $(,)? } $($rest:tt)*) => {
            #[derive(Clone, Copy, PartialEq, BorshSerialize, Serialize, Encode, Decode)]
            #[derive(Archive, RkyvSerialize, RkyvDeserialize)]
            #[rkyv(derive(Clone, Copy))]
            pub enum $name { $($member),* }
            impl Fold for $name {
                fn fold(&self) -> u64 { *self as u64 }
            }
            impl Fold for <$name as Archive>::Archived {
                fn fold(&self) -> u64 { *self as u64 }
            }
            plain! { $($rest)* }
        };
        (pub struct $name:ident { $(pub $field:ident: $type:ty),* $(,)? } $($rest:tt)*) => {
            #[derive(BorshSerialize, Serialize, Encode, Decode)]
            #[derive(Archive, RkyvSerialize, RkyvDeserialize)]
            pub struct $name { $(pub $field: $type),* }
            fold_fields! { $name: $($field)* }
            plain! { $($rest)* }
        };
    }

    macro_rules! fold_fields {
        ($name:ident: $($field:ident)*) => {
            impl Fold for $name {
                #[inline]
                fn fold(&self) -> u64 { 0u64$(.wrapping_add(self.$field.fold()))* }
            }
            impl Fold for <$name as Archive>::Archived {
                #[inline]
                fn fold(&self) -> u64 { 0u64$(.wrapping_add(self.$field.fold()))* }
            }
        };
    }
    pub(crate) use fold_fields;
    pub(crate) use plain;
}

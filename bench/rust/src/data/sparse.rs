//! Records of 500 optional fields, five of them set.

use super::prelude::*;

include!(concat!(env!("OUT_DIR"), "/sparse.rs"));

plain! {
    pub struct SparseRows { pub rows: Vec<Sparse> }
}

fn row(rng: &mut impl Rng) -> Sparse {
    let mut row = Sparse::empty();
    for field in rand::seq::index::sample(rng, 500, 5) {
        *row.slot(field) = Some(rng.gen_range(0..1000));
    }
    row
}

pub fn one() -> Sparse {
    row(&mut crate::seeded())
}

pub fn draw() -> SparseRows {
    let mut rng = crate::seeded();
    SparseRows { rows: (0..5000).map(|_| row(&mut rng)).collect() }
}

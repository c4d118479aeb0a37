//! 125,000 triangles of uniform numbers.

use super::prelude::*;

plain! {
    pub struct Vector3 { pub x: f32, pub y: f32, pub z: f32 }
    pub struct Triangle { pub v0: Vector3, pub v1: Vector3, pub v2: Vector3, pub normal: Vector3 }
    pub struct Mesh { pub triangles: Vec<Triangle> }
}

fn vector(rng: &mut impl Rng) -> Vector3 {
    Vector3 { x: rng.gen(), y: rng.gen(), z: rng.gen() }
}

fn triangle(rng: &mut impl Rng) -> Triangle {
    Triangle { v0: vector(rng), v1: vector(rng), v2: vector(rng), normal: vector(rng) }
}

pub fn draw() -> Mesh {
    let mut rng = crate::seeded();
    Mesh { triangles: several(&mut rng, 125_000, 125_001, triangle) }
}

//! 1,000 updates of a ship game: small integers, angles, floats and bytes.

use super::prelude::*;
use rand::distributions::{Distribution, WeightedIndex};

plain! {
    pub enum EntityType {
        ArleighBurke,
        Bismarck,
        Clemenceau,
        Fletcher,
        G5,
        Iowa,
        Kolkata,
        Osa,
        Yasen,
        Zubr,
    }
    pub struct Vector2f { pub x: f32, pub y: f32 }
    pub struct Transform { pub altitude: i8, pub angle: u16, pub position: Vector2f, pub velocity: i16 }
    pub struct Guidance { pub angle: u16, pub submerge: bool, pub velocity: i16 }
    pub struct Contact {
        pub damage: u8,
        pub entity_id: u32,
        pub entity_type: Option<EntityType>,
        pub guidance: Guidance,
        pub player_id: Option<u16>,
        pub reloads: Vec<bool>,
        pub transform: Transform,
        pub turret_angles: Vec<u16>,
    }
    pub struct ChunkId { pub x: i8, pub y: i8 }
    pub struct TerrainUpdate { pub chunk_id: ChunkId, pub data: Vec<u8> }
    pub struct Update {
        pub contacts: Vec<Contact>,
        pub score: u32,
        pub world_radius: f32,
        pub terrain_updates: Vec<TerrainUpdate>,
    }
    pub struct Updates { pub updates: Vec<Update> }
}

/// A ship, how often it is met, its turrets and its weapons.
const SHIPS: [(EntityType, f32, usize, usize); 10] = [
    (EntityType::ArleighBurke, 2.14, 1, 20),
    (EntityType::Bismarck, 0.52, 4, 10),
    (EntityType::Clemenceau, 0.97, 4, 16),
    (EntityType::Fletcher, 1.46, 4, 18),
    (EntityType::G5, 13.16, 0, 2),
    (EntityType::Iowa, 1.55, 3, 28),
    (EntityType::Kolkata, 0.83, 1, 15),
    (EntityType::Osa, 7.25, 2, 6),
    (EntityType::Yasen, 4.06, 0, 14),
    (EntityType::Zubr, 12.92, 3, 11),
];

fn dives(rng: &mut impl Rng, ship: EntityType) -> bool {
    ship == EntityType::Yasen && rng.gen_bool(0.9)
}

fn velocity(rng: &mut impl Rng) -> i16 {
    match rng.gen_range(0..100i32) {
        0..=79 => rng.gen_range(140..900),
        80..=89 => 0,
        _ => rng.gen_range(-225..-35),
    }
}

fn guidance(rng: &mut impl Rng, ship: EntityType) -> Guidance {
    Guidance { angle: rng.gen(), submerge: dives(rng, ship), velocity: velocity(rng) }
}

fn transform(rng: &mut impl Rng, ship: EntityType) -> Transform {
    let altitude = if dives(rng, ship) { rng.gen_range(-120..-35) } else { 0 };
    let angle = rng.gen();
    let mut coordinate = || rng.gen_range(-750.0..750.0f32);
    let position = Vector2f { x: coordinate(), y: coordinate() };
    Transform { altitude, angle, position, velocity: velocity(rng) }
}

fn reloads(rng: &mut impl Rng, weapons: usize) -> Vec<bool> {
    let ready: f64 = rng.gen_range(0.0..1.0);
    (0..weapons).map(|_| rng.gen_bool(ready)).collect()
}

fn turret_angles(rng: &mut impl Rng, turrets: usize) -> Vec<u16> {
    let base: u16 = rng.gen();
    let angle = |_| {
        if rng.gen_bool(0.75) {
            base.wrapping_add_signed(rng.gen_range(-200..200i32) as i16)
        } else {
            rng.gen()
        }
    };
    (0..turrets).map(angle).collect()
}

fn contact(rng: &mut impl Rng, players: u16) -> Contact {
    let odds = WeightedIndex::new(SHIPS.map(|ship| ship.1)).unwrap();
    let (ship, _, turrets, weapons) = SHIPS[odds.sample(rng)];
    let seen = rng.gen_bool(0.7);
    Contact {
        damage: if seen && rng.gen_bool(0.6) { 0 } else { rng.gen_range(0..200) },
        entity_id: rng.gen_range(0..u32::from(players) * 20),
        entity_type: seen.then_some(ship),
        guidance: guidance(rng, ship),
        player_id: seen.then(|| rng.gen_range(0..players)),
        reloads: if seen { reloads(rng, weapons) } else { vec![] },
        transform: transform(rng, ship),
        turret_angles: if seen { turret_angles(rng, turrets) } else { vec![] },
    }
}

fn terrain_update(rng: &mut impl Rng, radius: i8) -> TerrainUpdate {
    let (least, limit) = if rng.gen_bool(0.02) { (900, 1100) } else { (3, 9) };
    let mut side = || rng.gen_range(-radius..radius);
    let chunk_id = ChunkId { x: side(), y: side() };
    TerrainUpdate { chunk_id, data: several(rng, least, limit, |rng| rng.gen()) }
}

fn update(rng: &mut impl Rng) -> Update {
    let players = rng.gen_range(200..400i32) as u16;
    let world_radius = (f32::from(players) * 15000.0).sqrt() + rng.gen_range(-50.0..50.0f32);
    let chunks = (world_radius / 1600.0).ceil() as i8;
    Update {
        contacts: (0..rng.gen_range(20..40i32)).map(|_| contact(rng, players)).collect(),
        score: (rng.gen::<f32>().powi(4) * 5000.0) as u32 + rng.gen_range(0..50u32),
        world_radius,
        terrain_updates: (0..rng.gen_range(3..10i32)).map(|_| terrain_update(rng, chunks)).collect(),
    }
}

pub fn draw() -> Updates {
    let mut rng = crate::seeded();
    Updates { updates: several(&mut rng, 1000, 1001, update) }
}

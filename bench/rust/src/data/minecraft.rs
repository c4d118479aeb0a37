//! 500 saved players: deep records of numbers, flags and repeated words.

use super::prelude::*;

plain! {
    pub enum GameType { Survival, Creative, Adventure, Spectator }
    pub struct Item { pub count: i8, pub slot: u8, pub id: String }
    pub struct Abilities {
        pub walk_speed: f32,
        pub fly_speed: f32,
        pub may_fly: bool,
        pub flying: bool,
        pub invulnerable: bool,
        pub may_build: bool,
        pub instabuild: bool,
    }
    pub struct Vector3d { pub x: f64, pub y: f64, pub z: f64 }
    pub struct Vector2f { pub x: f32, pub y: f32 }
    pub struct Uuid { pub x0: u32, pub x1: u32, pub x2: u32, pub x3: u32 }
    pub struct Entity {
        pub id: String,
        pub pos: Vector3d,
        pub motion: Vector3d,
        pub rotation: Vector2f,
        pub fall_distance: f32,
        pub fire: u16,
        pub air: u16,
        pub on_ground: bool,
        pub no_gravity: bool,
        pub invulnerable: bool,
        pub portal_cooldown: i32,
        pub uuid: Uuid,
        pub custom_name: Option<String>,
        pub custom_name_visible: bool,
        pub silent: bool,
        pub glowing: bool,
    }
    pub struct RecipeBook {
        pub recipes: Vec<String>,
        pub to_be_displayed: Vec<String>,
        pub is_filtering_craftable: bool,
        pub is_gui_open: bool,
        pub is_furnace_filtering_craftable: bool,
        pub is_furnace_gui_open: bool,
        pub is_blasting_furnace_filtering_craftable: bool,
        pub is_blasting_furnace_gui_open: bool,
        pub is_smoker_filtering_craftable: bool,
        pub is_smoker_gui_open: bool,
    }
    pub struct Vehicle { pub uuid: Uuid, pub entity: Entity }
    pub struct Player {
        pub game_type: GameType,
        pub previous_game_type: GameType,
        pub score: i64,
        pub dimension: String,
        pub selected_item_slot: u32,
        pub selected_item: Item,
        pub spawn_dimension: Option<String>,
        pub spawn_x: i64,
        pub spawn_y: i64,
        pub spawn_z: i64,
        pub spawn_forced: Option<bool>,
        pub sleep_timer: u16,
        pub food_exhaustion_level: f32,
        pub food_saturation_level: f32,
        pub food_tick_timer: u32,
        pub xp_level: u32,
        pub xp_p: f32,
        pub xp_total: i32,
        pub xp_seed: i32,
        pub inventory: Vec<Item>,
        pub ender_items: Vec<Item>,
        pub abilities: Abilities,
        pub entered_nether_position: Option<Vector3d>,
        pub root_vehicle: Option<Vehicle>,
        pub shoulder_entity_left: Option<Entity>,
        pub shoulder_entity_right: Option<Entity>,
        pub seen_credits: bool,
        pub recipe_book: RecipeBook,
    }
    pub struct Players { pub players: Vec<Player> }
}

const ITEMS: [&str; 8] =
    ["dirt", "stone", "pickaxe", "sand", "gravel", "shovel", "chestplate", "steak"];
const ANIMALS: [&str; 8] =
    ["cow", "sheep", "zombie", "skeleton", "spider", "creeper", "parrot", "bee"];
const NAMES: [&str; 8] =
    ["rainbow", "princess", "steve", "johnny", "missy", "coward", "fairy", "howard"];
const RECIPES: [&str; 8] =
    ["pickaxe", "torch", "bow", "crafting table", "furnace", "shears", "arrow", "tnt"];
const DIMENSIONS: [&str; 3] = ["overworld", "nether", "end"];

fn word(rng: &mut impl Rng, words: &[&str]) -> String {
    pick(rng, words).to_string()
}

fn coin(rng: &mut impl Rng) -> bool {
    rng.gen_bool(0.5)
}

fn game_type(rng: &mut impl Rng) -> GameType {
    match rng.gen_range(0..4i32) {
        0 => GameType::Survival,
        1 => GameType::Creative,
        2 => GameType::Adventure,
        _ => GameType::Spectator,
    }
}

fn item(rng: &mut impl Rng) -> Item {
    Item { count: rng.gen(), slot: rng.gen(), id: word(rng, &ITEMS) }
}

fn abilities(rng: &mut impl Rng) -> Abilities {
    Abilities {
        walk_speed: rng.gen(),
        fly_speed: rng.gen(),
        may_fly: coin(rng),
        flying: coin(rng),
        invulnerable: coin(rng),
        may_build: coin(rng),
        instabuild: coin(rng),
    }
}

fn vector(rng: &mut impl Rng) -> Vector3d {
    Vector3d { x: rng.gen(), y: rng.gen(), z: rng.gen() }
}

fn uuid(rng: &mut impl Rng) -> Uuid {
    Uuid { x0: rng.gen(), x1: rng.gen(), x2: rng.gen(), x3: rng.gen() }
}

fn entity(rng: &mut impl Rng) -> Entity {
    Entity {
        id: word(rng, &ANIMALS),
        pos: vector(rng),
        motion: vector(rng),
        rotation: Vector2f { x: rng.gen(), y: rng.gen() },
        fall_distance: rng.gen(),
        fire: rng.gen(),
        air: rng.gen(),
        on_ground: coin(rng),
        no_gravity: coin(rng),
        invulnerable: coin(rng),
        portal_cooldown: rng.gen(),
        uuid: uuid(rng),
        custom_name: maybe(rng, |rng| word(rng, &NAMES)),
        custom_name_visible: coin(rng),
        silent: coin(rng),
        glowing: coin(rng),
    }
}

fn recipe_book(rng: &mut impl Rng) -> RecipeBook {
    RecipeBook {
        recipes: several(rng, 0, 30, |rng| word(rng, &RECIPES)),
        to_be_displayed: several(rng, 0, 10, |rng| word(rng, &RECIPES)),
        is_filtering_craftable: coin(rng),
        is_gui_open: coin(rng),
        is_furnace_filtering_craftable: coin(rng),
        is_furnace_gui_open: coin(rng),
        is_blasting_furnace_filtering_craftable: coin(rng),
        is_blasting_furnace_gui_open: coin(rng),
        is_smoker_filtering_craftable: coin(rng),
        is_smoker_gui_open: coin(rng),
    }
}

fn player(rng: &mut impl Rng) -> Player {
    Player {
        game_type: game_type(rng),
        previous_game_type: game_type(rng),
        score: rng.gen(),
        dimension: word(rng, &DIMENSIONS),
        selected_item_slot: rng.gen(),
        selected_item: item(rng),
        spawn_dimension: maybe(rng, |rng| word(rng, &DIMENSIONS)),
        spawn_x: rng.gen(),
        spawn_y: rng.gen(),
        spawn_z: rng.gen(),
        spawn_forced: maybe(rng, coin),
        sleep_timer: rng.gen(),
        food_exhaustion_level: rng.gen(),
        food_saturation_level: rng.gen(),
        food_tick_timer: rng.gen(),
        xp_level: rng.gen(),
        xp_p: rng.gen(),
        xp_total: rng.gen(),
        xp_seed: rng.gen(),
        inventory: several(rng, 0, 40, item),
        ender_items: several(rng, 0, 27, item),
        abilities: abilities(rng),
        entered_nether_position: maybe(rng, vector),
        root_vehicle: maybe(rng, |rng| Vehicle { uuid: uuid(rng), entity: entity(rng) }),
        shoulder_entity_left: maybe(rng, entity),
        shoulder_entity_right: maybe(rng, entity),
        seen_credits: coin(rng),
        recipe_book: recipe_book(rng),
    }
}

pub fn draw() -> Players {
    let mut rng = crate::seeded();
    Players { players: several(&mut rng, 500, 501, player) }
}

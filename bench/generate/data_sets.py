"""What the data sets look like; bench/rust draws their values."""

from model import parse

LOG = parse("log", """
struct Address x0:u8 x1:u8 x2:u8 x3:u8
record Log address:Address identity:string userid:string date:string
  request:string code:u16 size:u64
record Logs logs:[Log]
""", "logs", "address code size", in_place="Address")

MESH = parse("mesh", """
struct Vector3 x:f32 y:f32 z:f32
struct Triangle v0:Vector3 v1:Vector3 v2:Vector3 normal:Vector3
record Mesh triangles:[Triangle]
""", "triangles", "normal", in_place="Vector3 Triangle")

MINECRAFT = parse("minecraft_savedata", """
enum GameType Survival Creative Adventure Spectator
record Item count:i8 slot:u8 id:string
struct Abilities walk_speed:f32 fly_speed:f32 may_fly:bool flying:bool
  invulnerable:bool may_build:bool instabuild:bool
struct Vector3d x:f64 y:f64 z:f64
struct Vector2f x:f32 y:f32
struct Uuid x0:u32 x1:u32 x2:u32 x3:u32
record Entity id:string pos:Vector3d motion:Vector3d rotation:Vector2f
  fall_distance:f32 fire:u16 air:u16 on_ground:bool no_gravity:bool
  invulnerable:bool portal_cooldown:i32 uuid:Uuid custom_name:string?
  custom_name_visible:bool silent:bool glowing:bool
record RecipeBook recipes:[string] to_be_displayed:[string]
  is_filtering_craftable:bool is_gui_open:bool
  is_furnace_filtering_craftable:bool is_furnace_gui_open:bool
  is_blasting_furnace_filtering_craftable:bool is_blasting_furnace_gui_open:bool
  is_smoker_filtering_craftable:bool is_smoker_gui_open:bool
record Vehicle uuid:Uuid entity:Entity
record Player game_type:GameType previous_game_type:GameType score:i64
  dimension:string selected_item_slot:u32 selected_item:Item
  spawn_dimension:string? spawn_x:i64 spawn_y:i64 spawn_z:i64
  spawn_forced:bool? sleep_timer:u16 food_exhaustion_level:f32
  food_saturation_level:f32 food_tick_timer:u32 xp_level:u32 xp_p:f32
  xp_total:i32 xp_seed:i32 inventory:[Item] ender_items:[Item]
  abilities:Abilities entered_nether_position:Vector3d? root_vehicle:Vehicle?
  shoulder_entity_left:Entity? shoulder_entity_right:Entity?
  seen_credits:bool recipe_book:RecipeBook
record Players players:[Player]
""", "players", "game_type score dimension")

MK48 = parse("mk48", """
enum EntityType ArleighBurke Bismarck Clemenceau Fletcher G5 Iowa Kolkata Osa
  Yasen Zubr
struct Vector2f x:f32 y:f32
struct Transform altitude:i8 angle:u16 position:Vector2f velocity:i16
struct Guidance angle:u16 submerge:bool velocity:i16
record Contact damage:u8 entity_id:u32 entity_type:EntityType? guidance:Guidance
  player_id:u16? reloads:[bool] transform:Transform turret_angles:[u16]
struct ChunkId x:i8 y:i8
record TerrainUpdate chunk_id:ChunkId data:bytes
record Update contacts:[Contact] score:u32 world_radius:f32
  terrain_updates:[TerrainUpdate]
record Updates updates:[Update]
""", "updates", "score world_radius contacts")

ISO639 = parse("iso639_3", """
record Language alpha_2:string? alpha_3:string bibliographic:string?
  common_name:string? inverted_name:string? name:string scope:string type:string
record Languages languages:[Language]
""", "languages", "alpha_3 name scope")

STATUS = parse("status", """
enum Mode Idle Active Charging Maintenance Fault
record Status id:u64 model:string serial:string firmware:string online:bool
  battery:u8 charging:bool temperature:f64 humidity:f32 pressure:f32
  latitude:f64 longitude:f64 altitude:f32 heading:u16 speed:f32 uptime:u64
  boots:u32 last_seen:i64 rssi:i8 channel:u8 sent:u64 received:u64 errors:u32
  free_memory:u32 load:u8 name:string owner:string zone:string mode:Mode
  alarm:bool
""", "", "id battery last_seen")

ORDER = parse("order", """
enum OrderState Placed Paid Packed Shipped Delivered Returned
record Order id:u64 customer:u64 placed:i64 state:OrderState currency:string
  total:i64 pieces:u16 express:bool street:string note:string?
""", "", "id state total")

_FIELDS = " ".join(f"f{number:03}:u32?" for number in range(500))
SPARSE_ONE = parse("sparse_one", f"record Sparse {_FIELDS}", "", "f000 f100 f499",
                   family="sparse")
SPARSE = parse("sparse", f"record Sparse {_FIELDS}\nrecord SparseRows rows:[Sparse]",
               "rows", "f000 f100 f499")

TELEMETRY = parse("telemetry", """
enum Sensor Indoor Outdoor Cellar Greenhouse
record Measurement at:i64 device:u32 sequence:u32 sensor:Sensor temperature:f64
  millivolts:u16 rssi:i8 ok:bool
record Telemetry measurements:[Measurement]
""", "measurements", "at device temperature")

ALL = (LOG, MINECRAFT, MK48, MESH, ISO639, STATUS, ORDER, SPARSE_ONE, SPARSE,
       TELEMETRY)

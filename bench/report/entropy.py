"""How many bits the values of each data set are worth: the entropy of the
generators in bench/rust, given the numbers of rows that they drew. Where a
field's distribution depends on a hidden one the estimate errs upwards."""

from math import comb, log2

# As drawn; the same in every run.
ROWS = {
    "log": {"Log": 10_000},
    "mesh": {"Vector3": 500_000},
    "minecraft_savedata": {
        "Player": 500, "Item": 16_397, "Entity": 733, "Vector3d": 1_719,
        "Vector2f": 733, "Uuid": 979, "Abilities": 500, "RecipeBook": 500,
        "recipe": 7_603 + 2_289},
    "mk48": {"Update": 1_000, "Contact": 28_997, "TerrainUpdate": 6_017},
    "telemetry": {"Measurement": 1_000_000},
}


def split(*chances):
    """The bits of a choice with these chances."""
    return -sum(c * log2(c) for c in chances if c > 0)


def log_bits(rows):
    date = log2(28 * 12 * 52 * 24 * 60 * 60 * 25)
    request = log2(5 * 7 * 4)
    row = {"address": 32, "userid": log2(9), "date": date, "request": request,
           "code": log2(63), "size": log2(100_000_000)}
    return {name: bits * rows["Log"] for name, bits in row.items()}


def mesh_bits(rows):
    return {"vectors": 3 * 24 * rows["Vector3"]}  # rand draws 24 bits


def minecraft_bits(rows):
    player = (2 * 2 + 64 + log2(3) + 32 + (1 + log2(3) / 2) + 3 * 64 + 1.5 + 16
              + 2 * 24 + 32 + 32 + 24 + 32 + 32 + log2(40) + log2(27) + 4 + 1)
    entity = 3 + 24 + 16 + 16 + 3 + 32 + (1 + 3 / 2) + 3
    return {
        "players": player * rows["Player"],
        "items": (8 + 8 + 3) * rows["Item"],
        "entities": entity * rows["Entity"],
        "vectors": 3 * 53 * rows["Vector3d"] + 2 * 24 * rows["Vector2f"],
        "uuids": 128 * rows["Uuid"],
        "abilities": (2 * 24 + 5) * rows["Abilities"],
        "recipe books": (log2(30) + log2(10) + 8) * rows["RecipeBook"]
        + 3 * rows["recipe"],
    }


# As in bench/rust/src/data/mk48.rs: frequency, turrets, weapons.
SHIPS = ((2.14, 1, 20), (0.52, 4, 10), (0.97, 4, 16), (1.46, 4, 18),
         (13.16, 0, 2), (1.55, 3, 28), (0.83, 1, 15), (7.25, 2, 6),
         (4.06, 0, 14), (12.92, 3, 11))


def mk48_bits(rows):
    total = sum(ship[0] for ship in SHIPS)
    chances = [ship[0] / total for ship in SHIPS]
    seen, diver = 0.7, chances[8]
    velocity = split(0.8, 0.1, 0.1) + 0.8 * log2(760) + 0.1 * log2(190)
    dives = split(diver * 0.9, 1 - diver * 0.9)
    zero = 0.6 + 0.4 / 200
    damage = seen * (split(zero, 1 - zero) + (1 - zero) * log2(199)) \
        + (1 - seen) * log2(200)
    angle = split(0.75, 0.25) + 0.75 * log2(400) + 0.25 * 16
    reloads = sum(c * (log2(w + 1) + sum(log2(comb(w, k)) for k in range(w + 1)) / (w + 1))
                  for c, (_, _, w) in zip(chances, SHIPS))
    turrets = sum(c * (16 + (t - 1) * angle) for c, (_, t, _) in zip(chances, SHIPS) if t)
    players = log2(300)
    contact = {
        "damage": damage,
        "ids": players + log2(20) + seen * players,
        "entity_type": split(seen, 1 - seen) + seen * split(*chances),
        "guidance": 16 + dives + velocity,
        "transform": 16 + dives + diver * 0.9 * log2(85) + 2 * 23 + velocity,
        "reloads": seen * reloads,
        "turret_angles": seen * turrets,
    }
    bits = {name: each * rows["Contact"] for name, each in contact.items()}
    size = split(0.02, 0.98) + 0.98 * log2(6) + 0.02 * log2(200)
    mean_bytes = 0.98 * 5.5 + 0.02 * 999.5
    bits["terrain"] = (4 + size + 8 * mean_bytes) * rows["TerrainUpdate"]
    bits["updates"] = (log2(20) + 11 + 22 + log2(7)) * rows["Update"]
    return bits


def telemetry_bits(rows):
    burst = 1 / 500  # of a mean length of 500 rows
    at = split(burst, 1 - burst) + 2 + burst * (log2(58_000) + log2(800))
    row = {"at": at, "device": log2(400), "temperature": log2(25),
           "millivolts": log2(40), "rssi": log2(30), "ok": split(0.999, 0.001)}
    return {name: bits * rows["Measurement"] for name, bits in row.items()}


_GENERATORS = {"log": log_bits, "mesh": mesh_bits,
               "minecraft_savedata": minecraft_bits, "mk48": mk48_bits,
               "telemetry": telemetry_bits}


def estimates():
    """For each data set the bits of its parts by name."""
    return {name: bits(ROWS[name]) for name, bits in _GENERATORS.items()}

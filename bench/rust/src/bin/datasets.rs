//! datasets DIR: writes each data set as DIR/<name>.borsh, which the C++ side
//! loads into plain structs, and the smaller ones as JSON beside it.

use sinter_bench_peers::data::*;
use std::path::Path;

fn write<T: borsh::BorshSerialize + serde::Serialize>(
    dir: &Path,
    name: &str,
    data: &T,
    as_json: bool,
) -> std::io::Result<()> {
    std::fs::write(dir.join(name).with_extension("borsh"), borsh::to_vec(data)?)?;
    if as_json {
        std::fs::write(dir.join(name).with_extension("json"), serde_json::to_vec(data)?)?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let dir = std::env::args().nth(1).expect("usage: datasets DIR");
    let dir = Path::new(&dir);
    std::fs::create_dir_all(dir)?;
    write(dir, "log", &log::draw(), true)?;
    write(dir, "mesh", &mesh::draw(), true)?;
    write(dir, "minecraft_savedata", &minecraft::draw(), true)?;
    write(dir, "mk48", &mk48::draw(), true)?;
    write(dir, "iso639_3", &iso639::draw(), true)?;
    write(dir, "status", &records::status(), true)?;
    write(dir, "order", &records::order(), true)?;
    write(dir, "sparse_one", &sparse::one(), true)?;
    write(dir, "sparse", &sparse::draw(), false)?;
    write(dir, "telemetry", &telemetry::draw(), false)
}

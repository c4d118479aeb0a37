//! peers OUT [SECONDS]: measures bitcode and rkyv on every data set, in the
//! lines of bench/harness/run.h.

use sinter_bench_peers::alloc_counter::{count, CountingAllocator};
use sinter_bench_peers::clock::{time, Times};
use sinter_bench_peers::data::*;
use sinter_bench_peers::fold::Fold;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

struct Report {
    out: BufWriter<File>,
    budget: Duration,
}

impl Report {
    fn line(&mut self, words: &[&str]) {
        writeln!(self.out, "{}", words.join("\t")).expect("cannot write results");
    }

    fn size(&mut self, set: &str, peer: &str, bytes: &[u8]) {
        let zstd = zstd::bulk::compress(bytes, 3).unwrap().len().to_string();
        self.line(&["size", set, peer, &bytes.len().to_string(), &zstd]);
    }

    fn time<T>(&mut self, set: &str, peer: &str, operation: &str, work: impl FnMut() -> T) {
        let Times { least_ns, median_ns, repetitions } = time(self.budget, work);
        let numbers =
            [format!("{least_ns:.1}"), format!("{median_ns:.1}"), repetitions.to_string()];
        self.line(&["time", set, peer, operation, &numbers[0], &numbers[1], &numbers[2]]);
    }

    fn memory<T>(&mut self, set: &str, peer: &str, operation: &str, work: impl FnOnce() -> T) {
        let (result, calls, peak) = count(work);
        drop(result);
        self.line(&["memory", set, peer, operation, &calls.to_string(), &peak.to_string()]);
    }
}

/// A reused buffer, which bitcode's guide recommends.
fn measure_bitcode<T>(report: &mut Report, set: &str, data: &T)
where
    T: bitcode::Encode + bitcode::DecodeOwned + Fold,
{
    const PEER: &str = "bitcode";
    let mut buffer = bitcode::Buffer::new();
    let bytes = buffer.encode(data).to_vec();
    let decoded: T = buffer.decode(&bytes).unwrap();
    assert_eq!(decoded.fold(), data.fold(), "bitcode decodes other values");
    report.size(set, PEER, &bytes);
    report.time(set, PEER, "encode", || buffer.encode(data).len());
    let mut buffer = bitcode::Buffer::new();
    report.time(set, PEER, "decode", || buffer.decode::<T>(&bytes).unwrap());
    report.memory(set, PEER, "encode", || bitcode::encode(data));
    let mut buffer = bitcode::Buffer::new();
    buffer.encode(data);
    report.memory(set, PEER, "encode, reused", || buffer.encode(data).len());
}

/// rkyv, with the buffer reused; `three` sums three fields of every row.
macro_rules! measure_rkyv {
    ($report:expr, $set:expr, $type:ty, $data:expr, $three:expr) => {{
        use rkyv::rancor::Error;
        use rkyv::util::AlignedVec;
        const PEER: &str = "rkyv";
        type Archived = rkyv::Archived<$type>;
        let (report, set, data): (&mut Report, &str, &$type) = ($report, $set, $data);
        let three: fn(&Archived) -> u64 = $three;
        let bytes = rkyv::to_bytes::<Error>(data).unwrap();
        let archived = rkyv::access::<Archived, Error>(&bytes).unwrap();
        assert_eq!(archived.fold(), data.fold(), "rkyv reads other values");
        report.size(set, PEER, &bytes);
        let mut buffer = AlignedVec::<16>::with_capacity(bytes.len());
        report.time(set, PEER, "encode", || {
            buffer.clear();
            let out = std::mem::take(&mut buffer);
            buffer = rkyv::api::high::to_bytes_in::<_, Error>(data, out).unwrap();
            buffer.len()
        });
        report.time(set, PEER, "open", || unsafe {
            rkyv::access_unchecked::<Archived>(black_box(&bytes)) as *const _
        });
        report.time(set, PEER, "verify", || {
            rkyv::access::<Archived, Error>(black_box(&bytes)).unwrap() as *const _
        });
        report.time(set, PEER, "three", || three(black_box(archived)));
        report.time(set, PEER, "all", || black_box(archived).fold());
        report.time(set, PEER, "verify, all", || {
            rkyv::access::<Archived, Error>(black_box(&bytes)).unwrap().fold()
        });
        report.time(set, PEER, "open, three", || unsafe {
            three(rkyv::access_unchecked::<Archived>(black_box(&bytes)))
        });
        report.time(set, PEER, "decode", || {
            let archived = rkyv::access::<Archived, Error>(black_box(&bytes)).unwrap();
            rkyv::deserialize::<$type, Error>(archived).unwrap()
        });
        report.memory(set, PEER, "encode", || rkyv::to_bytes::<Error>(data).unwrap());
        report.memory(set, PEER, "open", || {
            rkyv::access::<Archived, Error>(&bytes).unwrap() as *const _
        });
    }};
}

macro_rules! measure {
    ($report:expr, $set:expr, $type:ty, $data:expr, $three:expr) => {{
        eprintln!("{}", $set);
        let data: $type = $data;
        measure_bitcode($report, $set, &data);
        measure_rkyv!($report, $set, $type, &data, $three);
    }};
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("usage: peers OUT [SECONDS]");
    let seconds = arguments.next().map_or(0.1, |text| text.parse().unwrap());
    let report = &mut Report {
        out: BufWriter::new(File::create(path).unwrap()),
        budget: Duration::from_secs_f64(seconds),
    };
    measure!(report, "log", log::Logs, log::draw(), |a| a
        .logs
        .iter()
        .fold(0, |sum: u64, row| sum
            .wrapping_add(row.address.fold())
            .wrapping_add(row.code.fold())
            .wrapping_add(row.size.fold())));
    measure!(report, "minecraft_savedata", minecraft::Players, minecraft::draw(), |a| a
        .players
        .iter()
        .fold(0, |sum: u64, row| sum
            .wrapping_add(row.game_type.fold())
            .wrapping_add(row.score.fold())
            .wrapping_add(row.dimension.fold())));
    measure!(report, "mk48", mk48::Updates, mk48::draw(), |a| a
        .updates
        .iter()
        .fold(0, |sum: u64, row| sum
            .wrapping_add(row.score.fold())
            .wrapping_add(row.world_radius.fold())
            .wrapping_add(row.contacts.len() as u64)));
    measure!(report, "mesh", mesh::Mesh, mesh::draw(), |a| a
        .triangles
        .iter()
        .fold(0, |sum: u64, row| sum.wrapping_add(row.normal.fold())));
    measure!(report, "iso639_3", iso639::Languages, iso639::draw(), |a| a
        .languages
        .iter()
        .fold(0, |sum: u64, row| sum
            .wrapping_add(row.alpha_3.fold())
            .wrapping_add(row.name.fold())
            .wrapping_add(row.scope.fold())));
    measure!(report, "status", records::Status, records::status(), |a| a
        .id
        .fold()
        .wrapping_add(a.battery.fold())
        .wrapping_add(a.last_seen.fold()));
    measure!(report, "order", records::Order, records::order(), |a| a
        .id
        .fold()
        .wrapping_add(a.state.fold())
        .wrapping_add(a.total.fold()));
    measure!(report, "sparse_one", sparse::Sparse, sparse::one(), three_of_sparse);
    measure!(report, "sparse", sparse::SparseRows, sparse::draw(), |a| a
        .rows
        .iter()
        .fold(0, |sum: u64, row| sum.wrapping_add(three_of_sparse(row))));
    measure!(report, "telemetry", telemetry::Telemetry, telemetry::draw(), |a| a
        .measurements
        .iter()
        .fold(0, |sum: u64, row| sum
            .wrapping_add(row.at.fold())
            .wrapping_add(row.device.fold())
            .wrapping_add(row.temperature.fold())));
}

fn three_of_sparse(row: &sparse::ArchivedSparse) -> u64 {
    row.f000.fold().wrapping_add(row.f100.fold()).wrapping_add(row.f499.fold())
}

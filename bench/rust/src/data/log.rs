//! 10,000 lines of a web server's log.

use super::prelude::*;

plain! {
    pub struct Address { pub x0: u8, pub x1: u8, pub x2: u8, pub x3: u8 }
    pub struct Log {
        pub address: Address,
        pub identity: String,
        pub userid: String,
        pub date: String,
        pub request: String,
        pub code: u16,
        pub size: u64,
    }
    pub struct Logs { pub logs: Vec<Log> }
}

const USERS: [&str; 9] =
    ["-", "alice", "bob", "carmen", "david", "eric", "frank", "george", "harry"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "UPDATE", "DELETE"];
const ROUTES: [&str; 7] = [
    "/favicon.ico", "/css/index.css", "/css/font-awsome.min.css", "/img/logo-full.svg",
    "/img/splash.jpg", "/api/login", "/api/logout",
];
const PROTOCOLS: [&str; 4] = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"];

/// The 63 status codes, as ranges.
fn codes() -> Vec<u16> {
    let ranges = [
        100..=103, 200..=208, 226..=226, 300..=308, 400..=418, 421..=426, 428..=429, 431..=431,
        451..=451, 500..=508, 510..=511,
    ];
    ranges.into_iter().flatten().collect()
}

fn date(rng: &mut impl Rng) -> String {
    let day: i32 = rng.gen_range(1..=28);
    let month = pick(rng, &MONTHS);
    let year: i32 = rng.gen_range(1970..=2021);
    let hour: i32 = rng.gen_range(0..24);
    let minute: i32 = rng.gen_range(0..60);
    let second: i32 = rng.gen_range(0..60);
    let zone = rng.gen_range(0..25usize) as i32 - 12;
    let sign = if zone < 0 { '-' } else { '+' };
    format!("{day}/{month}/{year}:{hour}:{minute}:{second} {sign}{:02}00", zone.abs())
}

fn line(rng: &mut impl Rng, codes: &[u16]) -> Log {
    let date = date(rng);
    let request =
        format!("{} {} {}", pick(rng, &METHODS), pick(rng, &ROUTES), pick(rng, &PROTOCOLS));
    let mut octet = || rng.gen_range(0..=255u8);
    let address = Address { x0: octet(), x1: octet(), x2: octet(), x3: octet() };
    Log {
        address,
        identity: "-".into(),
        userid: pick(rng, &USERS).into(),
        date,
        request,
        code: pick(rng, codes),
        size: rng.gen_range(0..100_000_000),
    }
}

pub fn draw() -> Logs {
    let mut rng = crate::seeded();
    let codes = codes();
    Logs { logs: several(&mut rng, 10_000, 10_001, |rng| line(rng, &codes)) }
}

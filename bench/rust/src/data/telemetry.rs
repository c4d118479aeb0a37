//! 1,000,000 measurements of 400 devices. Devices report in bursts: many
//! timestamps a few milliseconds apart, then seconds of silence.

use super::prelude::*;

plain! {
    pub enum Sensor { Indoor, Outdoor, Cellar, Greenhouse }
    pub struct Measurement {
        pub at: i64,
        pub device: u32,
        pub sequence: u32,
        pub sensor: Sensor,
        pub temperature: f64,
        pub millivolts: u16,
        pub rssi: i8,
        pub ok: bool,
    }
    pub struct Telemetry { pub measurements: Vec<Measurement> }
}

const ROWS: u32 = 1_000_000;
const DEVICES: usize = 400;

fn sensor(device: u32) -> Sensor {
    match device % 7 {
        0..=3 => Sensor::Indoor,
        4 => Sensor::Outdoor,
        5 => Sensor::Cellar,
        _ => Sensor::Greenhouse,
    }
}

pub fn draw() -> Telemetry {
    let mut rng = crate::seeded();
    let mut at = 1_700_000_000_000i64;
    let mut hundredths: Vec<i32> =
        (0..DEVICES).map(|_| rng.gen_range(1500..2500)).collect();
    let mut left_in_burst = 0u32;
    let mut measurement = |sequence| {
        if left_in_burst == 0 {
            left_in_burst = rng.gen_range(100..900);
            at += rng.gen_range(2_000..60_000i64);
        }
        left_in_burst -= 1;
        at += rng.gen_range(0..4i64);
        let device = rng.gen_range(0..DEVICES as u32);
        let now = &mut hundredths[device as usize];
        *now = (*now + rng.gen_range(-12..=12)).clamp(-2000, 4500);
        Measurement {
            at,
            device,
            sequence,
            sensor: sensor(device),
            temperature: f64::from(*now) / 100.0,
            millivolts: 3300 - rng.gen_range(0..40) * 5,
            rssi: -40 - rng.gen_range(0..30) - (device % 20) as i8,
            ok: rng.gen_bool(0.999),
        }
    };
    Telemetry { measurements: (0..ROWS).map(&mut measurement).collect() }
}

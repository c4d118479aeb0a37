//! Two lone records: 30 fields of a device's status, 10 of an order.

use super::prelude::*;

plain! {
    pub enum Mode { Idle, Active, Charging, Maintenance, Fault }
    pub struct Status {
        pub id: u64,
        pub model: String,
        pub serial: String,
        pub firmware: String,
        pub online: bool,
        pub battery: u8,
        pub charging: bool,
        pub temperature: f64,
        pub humidity: f32,
        pub pressure: f32,
        pub latitude: f64,
        pub longitude: f64,
        pub altitude: f32,
        pub heading: u16,
        pub speed: f32,
        pub uptime: u64,
        pub boots: u32,
        pub last_seen: i64,
        pub rssi: i8,
        pub channel: u8,
        pub sent: u64,
        pub received: u64,
        pub errors: u32,
        pub free_memory: u32,
        pub load: u8,
        pub name: String,
        pub owner: String,
        pub zone: String,
        pub mode: Mode,
        pub alarm: bool,
    }

    pub enum OrderState { Placed, Paid, Packed, Shipped, Delivered, Returned }
    pub struct Order {
        pub id: u64,
        pub customer: u64,
        pub placed: i64,
        pub state: OrderState,
        pub currency: String,
        pub total: i64,
        pub pieces: u16,
        pub express: bool,
        pub street: String,
        pub note: Option<String>,
    }
}

pub fn status() -> Status {
    Status {
        id: 90_412_337,
        model: "TX-200".into(),
        serial: "A7-0034-9912".into(),
        firmware: "4.18.2".into(),
        online: true,
        battery: 87,
        charging: false,
        temperature: 21.75,
        humidity: 48.5,
        pressure: 1013.25,
        latitude: 48.137154,
        longitude: 11.576124,
        altitude: 519.5,
        heading: 271,
        speed: 0.0,
        uptime: 1_843_220,
        boots: 14,
        last_seen: 1_717_243_511_482,
        rssi: -61,
        channel: 11,
        sent: 18_447_120,
        received: 77_310_024,
        errors: 3,
        free_memory: 152_344,
        load: 12,
        name: "greenhouse north".into(),
        owner: "agnes".into(),
        zone: "Europe/Berlin".into(),
        mode: Mode::Active,
        alarm: false,
    }
}

pub fn order() -> Order {
    Order {
        id: 1_000_482_113,
        customer: 55_120,
        placed: 1_717_243_511,
        state: OrderState::Shipped,
        currency: "EUR".into(),
        total: 12_990,
        pieces: 3,
        express: false,
        street: "Hauptstr. 12".into(),
        note: None,
    }
}

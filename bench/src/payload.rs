//! ProcessWithRooms payloads from a seed: the same seed, the same bytes.

use chrono::{DateTime, TimeDelta, Utc};

use trueup_bench_peers::plain::{
    Allocation, ExposedPort, ProcessWithRooms, Region, Room, RoomStatus, TransportType,
};

/// A payload with so many rooms. All of them are valid.
pub fn process(seed: u64, rooms: usize) -> ProcessWithRooms {
    let mut random = Random(seed);
    let app_id = format!("app-{}", random.uuid());
    let process_id = random.uuid();
    ProcessWithRooms {
        egressed_bytes: random.below(1_000_000),
        idle_since: random.maybe(2).then(|| random.time()),
        active_connections_updated_at: random.time(),
        active_connections: random.below(500),
        rooms_allocated_updated_at: random.time(),
        rooms_allocated: random.below(100),
        room_slots_available_updated_at: random.time(),
        room_slots_available: random.hundredths(),
        draining: random.maybe(4),
        terminated_at: random.maybe(2).then(|| random.time()),
        stopping_at: random.maybe(2).then(|| random.time()),
        started_at: random.maybe(8).then(|| random.time()),
        starting_at: random.time(),
        rooms_per_process: 1 + random.below(10_000),
        additional_exposed_ports: (0..random.below(3)).map(|_| random.port()).collect(),
        exposed_port: random.maybe(8).then(|| random.port()),
        port: random.hundredths(),
        host: "present-resource.name".to_owned(),
        region: random.region(),
        process_id: process_id.clone(),
        deployment_id: random.below(10_000),
        app_id: app_id.clone(),
        rooms: (0..rooms)
            .map(|_| random.room(&app_id, &process_id))
            .collect(),
        total_rooms: random.below(1_000_000),
    }
}

/// SplitMix64: small, and good enough to choose among payloads.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: i32) -> i32 {
        // Less than the bound, so it fits.
        (self.next() % bound as u64) as i32
    }

    /// True once in so many times, or always but once.
    fn maybe(&mut self, of: i32) -> bool {
        self.below(of) != 0
    }

    fn hundredths(&mut self) -> f64 {
        f64::from(self.below(1_000_000)) / 100.0
    }

    fn uuid(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            a & 0xFFFF_FFFF,
            (a >> 32) & 0xFFFF,
            (a >> 48) & 0xFFF,
            b & 0xFFF,
            (b >> 12) & 0xFFFF_FFFF_FFFF
        )
    }

    fn time(&mut self) -> DateTime<Utc> {
        let base = DateTime::from_timestamp(1_680_000_000, 0).unwrap_or_default();
        base + TimeDelta::milliseconds((self.next() % 80_000_000_000) as i64)
    }

    fn region(&mut self) -> Region {
        use Region::*;
        let regions = [
            Seattle,
            LosAngeles,
            WashingtonDc,
            Chicago,
            London,
            Frankfurt,
            Mumbai,
            Singapore,
            Tokyo,
            Sydney,
            SaoPaulo,
            Dallas,
            Johannesburg,
            Dubai,
        ];
        regions[(self.next() % 14) as usize]
    }

    fn port(&mut self) -> ExposedPort {
        let kinds = [TransportType::Tcp, TransportType::Udp, TransportType::Tls];
        ExposedPort {
            transport_type: kinds[(self.next() % 3) as usize],
            port: self.below(80_000),
            host: format!("{}.proxy.hathora.dev", self.below(100)),
            name: ["default", "debug", "metrics"][(self.next() % 3) as usize].to_owned(),
        }
    }

    fn room(&mut self, app_id: &str, process_id: &str) -> Room {
        let states = [
            RoomStatus::Scheduling,
            RoomStatus::Active,
            RoomStatus::Destroyed,
        ];
        Room {
            current_allocation: self.maybe(5).then(|| Allocation {
                unscheduled_at: self.maybe(2).then(|| self.time()),
                scheduled_at: self.time(),
                process_id: process_id.to_owned(),
                room_allocation_id: self.uuid(),
            }),
            status: states[(self.next() % 3) as usize],
            room_config: self
                .maybe(3)
                .then(|| format!("{{\"name\":\"room-{}\"}}", self.below(100_000))),
            room_id: format!("2sw{:x}", self.next() >> 20),
            app_id: app_id.to_owned(),
        }
    }
}

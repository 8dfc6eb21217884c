//! ProcessWithRooms as anyone would write it: structs with serde's derive and chrono's times.
//!
//! They check types and required members and nothing else: no bounds, patterns, lengths, duplicate
//! names that are unknown, and no place for what the schema does not name.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

type Time = DateTime<Utc>;

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessWithRooms {
    pub egressed_bytes: i32,
    pub idle_since: Option<Time>,
    pub active_connections_updated_at: Time,
    pub active_connections: i32,
    pub rooms_allocated_updated_at: Time,
    pub rooms_allocated: i32,
    pub room_slots_available_updated_at: Time,
    pub room_slots_available: f64,
    pub draining: bool,
    pub terminated_at: Option<Time>,
    pub stopping_at: Option<Time>,
    pub started_at: Option<Time>,
    pub starting_at: Time,
    pub rooms_per_process: i32,
    pub additional_exposed_ports: Vec<ExposedPort>,
    pub exposed_port: Option<ExposedPort>,
    pub port: f64,
    pub host: String,
    pub region: Region,
    pub process_id: String,
    pub deployment_id: i32,
    pub app_id: String,
    pub rooms: Vec<Room>,
    pub total_rooms: i32,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExposedPort {
    pub transport_type: TransportType,
    pub port: i32,
    pub host: String,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Room {
    pub current_allocation: Option<Allocation>,
    pub status: RoomStatus,
    // What serde can say of "absent, null or a string": the first two are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_config: Option<String>,
    pub room_id: String,
    pub app_id: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Allocation {
    pub unscheduled_at: Option<Time>,
    pub scheduled_at: Time,
    pub process_id: String,
    pub room_allocation_id: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub enum Region {
    Seattle,
    #[serde(rename = "Los_Angeles")]
    LosAngeles,
    #[serde(rename = "Washington_DC")]
    WashingtonDc,
    Chicago,
    London,
    Frankfurt,
    Mumbai,
    Singapore,
    Tokyo,
    Sydney,
    #[serde(rename = "Sao_Paulo")]
    SaoPaulo,
    Dallas,
    Johannesburg,
    Dubai,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TransportType {
    Tcp,
    Udp,
    Tls,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RoomStatus {
    Scheduling,
    Active,
    Destroyed,
}

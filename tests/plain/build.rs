//! Generates types that keep to their schema all by themselves.

use trueup_codegen::Settings;
use trueup_codegen::build::Build;

fn main() {
    Build::new("player.schema.json")
        .settings(Settings {
            validator: false,
            ..Settings::default()
        })
        .write_to_out_dir("player.rs");
}

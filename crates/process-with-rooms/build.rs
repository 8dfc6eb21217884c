//! Generates the types from the schema while Cargo builds.

use trueup_codegen::Generator;
use trueup_codegen::build::Build;

fn main() {
    Build::new("../../schemas/process_with_rooms.schema.json")
        .generator(Generator::new())
        .write_to_out_dir("process_with_rooms.rs");
}

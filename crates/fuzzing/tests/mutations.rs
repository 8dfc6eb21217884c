//! Every claim on its seeds and on a few thousand mutations of them.

use std::path::Path;

use trueup_fuzzing::mutate::{Numbers, mutate};
use trueup_fuzzing::{CLAIMS, Claim};

/// Mutations of each claim, unless the environment variable `TRUEUP_MUTATIONS` says otherwise.
const MUTATIONS: usize = 1000;

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/seeds")
        .join(name);
    let entries =
        std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("a seed"))
        .collect()
}

fn try_all(name: &str) {
    let claim: Claim = CLAIMS
        .iter()
        .find_map(|&(known, claim)| (known == name).then_some(claim))
        .expect("a claim of this name");
    let seeds = seeds(name);
    assert!(seeds.len() > 1, "{name} has too few seeds");
    let wanted = std::env::var("TRUEUP_MUTATIONS").ok();
    let count = wanted.map_or(MUTATIONS, |text| text.parse().expect("a number"));
    for seed in &seeds {
        claim(seed);
    }
    let mut numbers = Numbers::new(1);
    for number in 0..count {
        let seed = &seeds[number % seeds.len()];
        let other = &seeds[numbers.below(seeds.len())];
        let bytes = mutate(seed, other, &mut numbers);
        let shown = bytes.clone();
        let outcome = std::panic::catch_unwind(|| claim(&bytes));
        if outcome.is_err() {
            panic!(
                "{name}, mutation {number}: {:?}",
                String::from_utf8_lossy(&shown)
            );
        }
    }
}

macro_rules! claims {
    ($($name:ident)*) => {
        $(#[test] fn $name() { try_all(stringify!($name)); })*

        #[test]
        fn every_claim_is_tried() {
            let names: Vec<&str> = CLAIMS.iter().map(|&(name, _)| name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

claims!(reader_json reader_jsonc reader_ndjson reader_yaml reader_toml compressed schema_load verdict decode encode codegen);

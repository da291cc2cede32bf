//! Bytes as the fragment of a link, as a plan for one, or as the compressed plan inside.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|bytes: &[u8]| preflight_fuzz::link(bytes));

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    // A third of all mutations are of bytes, by the fuzzer itself, with the dictionary.
    let mutated_size =
        if seed.is_multiple_of(3) { None } else { preflight_fuzz::mutated_link(data, size, most, seed / 3) };
    mutated_size.unwrap_or_else(|| fuzzer_mutate(data, size, most))
});

//! Named facts: what a condition needs but cannot compute itself. Each is a named function over a few answers and the
//! tables. A fact is open while an answer that it reads is open, and absent when that question is not asked. The
//! evaluated plan computes them all; conditions and texts use them by name.

mod engines;
mod fact;
mod inputs;
mod load;
mod lobs;
mod plan;
mod regions;
mod transfer;

pub use fact::{Fact, FactKind, NamedFact, Unit};
pub use inputs::Inputs;
pub(crate) use inputs::Reads;
pub use load::started_minutes;
pub(crate) use regions::source_point;
pub use regions::{kilometres, nearest, nearest_to};
pub(crate) use transfer::link_shares;

use crate::content::{Content, DurationModel};
use fact::fact;

/// Every named fact. Slots follow this order.
pub const ALL: &[NamedFact] = &[
    fact("today", FactKind::Number(Unit::Date), &[], plan::today),
    fact("days_to_date", FactKind::Number(Unit::Days), &["hard_date"], plan::days_to_date),
    fact("skill_gaps", FactKind::Number(Unit::Count), plan::SKILLS, plan::skill_gaps),
    fact(
        "instance_cost",
        FactKind::Number(Unit::Hundredths),
        &["instance_price", "instance_hours"],
        plan::instance_cost,
    ),
    fact("changes_captured", FactKind::Bool, &["migration_type"], plan::changes_captured),
    fact("full_load_runs", FactKind::Bool, &["migration_type"], plan::full_load_runs),
    fact("target_relational", FactKind::Bool, &["target_engine"], engines::target_relational),
    fact("target_has_schema", FactKind::Bool, &["target_engine"], engines::target_has_schema),
    fact("target_managed", FactKind::Bool, &["target_hosting"], plan::target_managed),
    fact("source_family", FactKind::Choice(engines::FAMILIES), &["source_engine"], engines::source_family),
    fact("target_family", FactKind::Choice(engines::FAMILIES), &["target_engine"], engines::target_family),
    fact("same_engine", FactKind::Bool, engines::BOTH, engines::same_engine),
    fact("source_can_full_load", FactKind::Known, &["source_engine"], engines::source_can_full_load),
    fact("source_can_cdc", FactKind::Known, &["source_engine"], engines::source_can_cdc),
    fact("target_can_cdc", FactKind::Known, &["target_engine"], engines::target_can_cdc),
    fact("pair_schema_conversion", FactKind::Known, engines::PAIR, engines::pair_schema_conversion),
    fact("pair_sct", FactKind::Known, engines::PAIR, engines::pair_sct),
    fact("pair_homogeneous", FactKind::Known, engines::PAIR, engines::pair_homogeneous),
    fact("region_dms", FactKind::Known, regions::READS, regions::dms),
    fact("region_opt_in", FactKind::Known, regions::READS, regions::opt_in),
    fact("region_schema_conversion", FactKind::Known, regions::READS, regions::schema_conversion),
    fact("region_schema_conversion_ai", FactKind::Known, regions::READS, regions::schema_conversion_ai),
    fact("region_homogeneous", FactKind::Known, regions::READS, regions::homogeneous),
    fact("region_fips", FactKind::Known, regions::READS, regions::fips),
    fact("region_in_eea", FactKind::Known, regions::READS, regions::in_eea),
    fact("region_in_2017", FactKind::Bool, regions::READS, regions::in_2017),
    fact("region_partition", FactKind::Text, regions::READS, regions::partition),
    fact("region_country", FactKind::Text, regions::READS, regions::country),
    fact("source_distance", FactKind::Number(Unit::Kilometres), regions::WAY, regions::source_distance),
    fact("transfer_low", FactKind::Number(Unit::Minutes), transfer::READS, transfer::low),
    fact("transfer_likely", FactKind::Number(Unit::Minutes), transfer::READS, transfer::likely),
    fact("transfer_high", FactKind::Number(Unit::Minutes), transfer::READS, transfer::high),
    fact("lob_mode", FactKind::Choice(lobs::MODES), lobs::READS, lobs::mode),
    fact("lobs_move_whole", FactKind::Bool, lobs::READS, lobs::move_whole),
    fact("batch_apply_runs", FactKind::Bool, engines::BATCHES, engines::batch_apply_runs),
    fact("validation_covers", FactKind::Bool, engines::VALIDATION, engines::validation_covers),
    fact("lob_max_size", FactKind::Number(Unit::Count), lobs::READS, lobs::max_size),
    fact("full_load_sub_tasks", FactKind::Number(Unit::Count), plan::SUB_TASKS, plan::full_load_sub_tasks),
    fact("load_low", FactKind::Number(Unit::Minutes), load::LOAD, load::load_low),
    fact("load_likely", FactKind::Number(Unit::Minutes), load::LOAD, load::load_likely),
    fact("load_high", FactKind::Number(Unit::Minutes), load::LOAD, load::load_high),
    fact("catch_up_low", FactKind::Number(Unit::Minutes), load::CATCH_UP, load::catch_up_low),
    fact("catch_up_likely", FactKind::Number(Unit::Minutes), load::CATCH_UP, load::catch_up_likely),
    fact("catch_up_high", FactKind::Number(Unit::Minutes), load::CATCH_UP, load::catch_up_high),
    fact("catch_up_ends", FactKind::Choice(load::ENDS), load::CATCH_UP, load::catch_up_ends),
    fact("trial_percent", FactKind::Number(Unit::Count), load::TRIAL, load::trial_percent),
    fact("lob_memory", FactKind::Number(Unit::Bytes), &["largest_lob", "lob_columns"], lobs::memory),
];

impl DurationModel {
    /// The index of the fact whose answers the duration follows from.
    pub(crate) fn fact(self) -> Option<usize> {
        index_of(if self == Self::Load { "load_high" } else { "catch_up_high" })
    }

    /// Minutes at best (0), likely (1) and at worst (2), with assumptions for what is not answered.
    pub(crate) fn minutes(self, inputs: &Inputs<'_>, which: usize) -> Option<f64> {
        match self {
            Self::Load => load::load(inputs, which),
            Self::CatchUp => load::catch_up(inputs, which),
        }
    }
}

/// The index of a named fact in [`ALL`].
pub fn index_of(name: &str) -> Option<usize> {
    ALL.iter().position(|fact| fact.name == name)
}

/// The questions that the fact at `index` declares to read.
pub(crate) fn reads(content: &Content, index: usize) -> Reads<'_> {
    let indexes = content.fact_reads.get(index).map_or(&[][..], Vec::as_slice);
    Reads { ids: ALL.get(index).map_or(&[], |fact| fact.reads), indexes }
}

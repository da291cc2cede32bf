//! Where the reader is: one value for each view.

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    /// The questions of one section, by its place in content.
    Section(usize),
    AllQuestions,
    Findings,
    Approach,
    /// When the phases begin and end, and how likely the date holds.
    Timeline,
    /// Table mappings and task settings.
    Documents,
    /// Premigration assessments, and what to look up in the schema.
    Coverage,
    Regions,
    Tasks,
    Report,
    /// The plan itself: its name, copies, link, earlier states.
    Plan,
    /// Two plans side by side.
    Compare,
}

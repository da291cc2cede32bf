//! The timeline of whole plans: golden figures, the examples, scenarios with their warnings, absurd plans, and
//! properties over random plans.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::{base, overlay, read, Base};
use expect_test::expect_file;
use preflight_engine::condition::Truth;
use preflight_engine::evaluated::EvaluatedPlan;
use preflight_engine::plan::PhaseField;
use preflight_engine::quantity::format_date;
use preflight_engine::quantity::parse_date;
use preflight_engine::timeline::{forecast, suggestions, Forecast, MAX_DAYS, RUNS};
use preflight_engine::{assess, Action, Content, Plan};
use toml::{Table, Value};

fn decoded(plan: &Base) -> Plan {
    Plan { answers: plan.answers.clone(), ..Plan::default() }
}

fn forecast_of(content: &Content, plan: &Plan, today: i64) -> Forecast {
    forecast(content, plan, &assess(content, &plan.answers, today), RUNS)
}

fn calm(content: &Content, changes: &str) -> Base {
    let mut problems = Vec::new();
    let mut plan = base("calm", content, &mut problems);
    overlay(&mut plan.answers, &changes.parse::<Table>().unwrap(), content, &mut problems, changes);
    assert!(problems.is_empty(), "{problems:?}");
    plan
}

fn figure(content: &Content, changes: &str, name: &str) -> Option<i64> {
    let plan = calm(content, changes);
    assess(content, &plan.answers, plan.today).figures.get(name).copied()
}

#[test]
fn the_link_formula_gives_the_figure_of_aws() {
    // 100 TB over 1 Gbit/s at 80 %: about 12 days, as AWS's data migration page has it; 11.57 exactly.
    let changes = "source_size = \"100 TB\"\nbandwidth = 1000\nlink_sharing = \"dedicated\"";
    assert_eq!(figure(&common::content(), changes, "transfer_likely"), Some(16_667));
}

#[test]
fn a_load_takes_as_long_as_its_largest_table_or_the_whole_size() {
    let content = common::content();
    let fast = "bandwidth = 100000\nlink_sharing = \"dedicated\"\ntrial_timed = false\ntable_count = 300\n";
    // 8 tables at 25 GB an hour each are 200: 2 TB take 10 hours.
    let even = format!("{fast}source_size = \"2 TB\"\nlargest_table = \"50 GB\"");
    assert_eq!(figure(&content, &even, "load_likely"), Some(600));
    // A table of 1 TB alone takes 40 at that speed.
    let single_table = format!("{fast}source_size = \"2 TB\"\nlargest_table = \"1 TB\"");
    assert_eq!(figure(&content, &single_table, "load_likely"), Some(2400));
    let indexed = format!("{even}\ntarget_state = [\"secondary_indexes\"]");
    assert_eq!(figure(&content, &indexed, "load_likely"), Some(1122));
    assert_eq!(figure(&content, &format!("{fast}source_size = \"0 GB\""), "load_likely"), Some(0));
}

#[test]
fn a_timed_trial_replaces_the_model() {
    let content = common::content();
    // 40 GB in 55 minutes, of them a table of 18 GB in 41.
    let trial = "bandwidth = 100000\nlink_sharing = \"dedicated\"\ntrial_timed = true\ntrial_size = \"40 GB\"\n\
        trial_duration = \"55 min\"\ntrial_table_size = \"18 GB\"\ntrial_table_duration = \"41 min\"\ntrial_cold_cache = true\n";
    let same = format!("{trial}source_size = \"40 GB\"\nlargest_table = \"18 GB\"");
    assert_eq!(figure(&content, &same, "load_likely"), Some(55));
    let large = format!("{trial}source_size = \"400 GB\"\nlargest_table = \"20 GB\"");
    assert_eq!(figure(&content, &large, "load_likely"), Some(550));
    assert_eq!(figure(&content, &large, "load_high"), Some(825));
    // With a warm cache the real load may take five times as long.
    let warm = large.replace("trial_cold_cache = true", "trial_cold_cache = false");
    assert_eq!(figure(&content, &warm, "load_high"), Some(2750));
    // The model says 43.2 minutes for the table of 18 GB; 55 are 127 % of it.
    assert_eq!(figure(&content, &same, "trial_percent"), Some(127));
}

#[test]
fn catch_up_time_is_backlog_divided_by_gain_or_infinite() {
    let content = common::content();
    let base = "bandwidth = 100000\nlink_sharing = \"dedicated\"\nsource_size = \"2 TB\"\nlargest_table = \"50 GB\"\n\
        trial_timed = true\ntrial_size = \"200 GB\"\ntrial_duration = \"60 min\"\ntrial_table_size = \"50 GB\"\n\
        trial_table_duration = \"30 min\"\ntrial_cold_cache = true\n";
    // 10 hours of load with 5 GB an hour, half of the busiest hour, are 50 GB; 25 GB an hour are gained: 2 hours.
    let ends = format!("{base}change_rate = \"10 GB\"\napply_rate = \"30 GB\"");
    assert_eq!(figure(&content, &ends, "load_likely"), Some(600));
    assert_eq!(figure(&content, &ends, "catch_up_likely"), Some(120));
    let never = format!("{base}change_rate = \"90 GB\"\napply_rate = \"10 GB\"");
    assert_eq!(figure(&content, &never, "catch_up_low"), None);
    let plan = calm(&content, &never);
    let assessment = assess(&content, &plan.answers, plan.today);
    assert_eq!(assessment.facts.get("catch_up_ends").map(String::as_str), Some("never"));
    assert!(assessment.findings.iter().any(|finding| finding.rule == "catch_up_never" && finding.holds()));
}

#[test]
fn the_figures_of_the_examples_are_the_same_everywhere() {
    let content = common::content();
    let today = parse_date("2026-11-23").unwrap();
    let mut lines = String::new();
    for example in &content.examples {
        let plan = preflight_engine::plan_file::decode_value(&content, example.plan.clone()).unwrap().plan;
        let forecast = forecast_of(&content, &plan, today);
        let [p50, p80, p95] = forecast.finish.map(format_date);
        let in_time = forecast.in_time.map_or("none".to_owned(), |share| share.to_string());
        lines += &format!("{}: {p50} {p80} {p95}, {in_time}\n", example.id);
        let late = forecast
            .phases
            .iter()
            .filter(|phase| phase.is_late)
            .map(|phase| content.timeline[phase.estimate.phase].id.as_str());
        lines += &format!("  late: {}\n", late.collect::<Vec<_>>().join(" "));
        let warned: Vec<&str> = forecast.warnings.iter().map(|warning| warning.id).collect();
        lines += &format!("  warnings: {}\n", warned.join(" "));
    }
    expect_file!["golden/forecasts.txt"].assert_eq(&lines);
}

#[test]
fn every_forecast_scenario_has_its_expected_warnings() {
    let content = common::content();
    let mut problems = Vec::new();
    let table = read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timelines/timelines.toml"));
    let scenarios = table["scenario"].as_array().unwrap();
    assert!(scenarios.len() >= 10);
    for scenario in scenarios {
        let name = scenario["name"].as_str().unwrap();
        let mut plan = base("calm", &content, &mut problems);
        overlay(&mut plan.answers, scenario["answers"].as_table().unwrap(), &content, &mut problems, name);
        let assessment = assess(&content, &plan.answers, plan.today);
        let forecast = forecast(&content, &decoded(&plan), &assessment, RUNS);
        let mut warning_ids: Vec<&str> = forecast.warnings.iter().map(|warning| warning.id).collect();
        let rules = content.timeline.iter().flat_map(|phase| &phase.rules);
        let holding = |rule: &str| assessment.findings.iter().any(|finding| finding.holds() && finding.rule == rule);
        warning_ids.extend(rules.map(|rule| rule.as_str()).filter(|rule| holding(rule)));
        warning_ids.sort_unstable();
        let mut wanted: Vec<&str> = scenario["warns"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        wanted.sort_unstable();
        if warning_ids != wanted {
            problems.push(format!("{name}: warns of {warning_ids:?}, not of {wanted:?}"));
        }
        if let Some(latest) = scenario.get("odds_at_most").and_then(Value::as_integer) {
            let in_time = i64::from(forecast.in_time.unwrap_or(1000));
            if in_time > latest * 10 {
                problems.push(format!("{name}: {in_time} per mille make the date"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn entered_days_replace_the_model_unless_they_are_unreadable() {
    let content = common::content();
    let plan = calm(&content, "");
    let before = forecast_of(&content, &decoded(&plan), plan.today);
    let set = |days: &str| {
        let action = Action::PhaseMarked {
            phase: "schema_conversion".to_owned(),
            field: PhaseField::Days,
            text: days.to_owned(),
        };
        forecast_of(&content, &decoded(&plan).apply(action), plan.today)
    };
    let index = content.timeline.iter().position(|phase| phase.id == "schema_conversion").unwrap();
    let longer = set("60 70 90");
    assert_eq!(longer.phases[index].estimate.days, [600, 700, 900]);
    assert!(longer.phases[index].estimate.is_overridden && longer.finish[0] > before.finish[0] + 50);
    let bad = set("soon");
    assert_eq!(bad.phases[index].estimate.days, before.phases[index].estimate.days);
    assert!(bad.phases[index].estimate.error.is_some());
    let done = set("0");
    assert_eq!(done.phases[index].estimate.days, [0; 3]);
    assert!(done.finish[0] < before.finish[0], "{:?} {:?}", done.finish, before.finish);
    assert!(!done.phases[index].is_late);
}

#[test]
fn an_unknown_answer_widens_the_range() {
    let content = common::content();
    let (known, unknown) = (calm(&content, ""), calm(&content, "procedural_code = \"?\"\niterations = \"?\""));
    let width = |plan: &Base| {
        let forecast = forecast_of(&content, &decoded(plan), plan.today);
        (forecast.finish[2] - forecast.finish[0], forecast)
    };
    let ((narrow, _), (wide, forecast)) = (width(&known), width(&unknown));
    assert!(wide > narrow + 5, "{narrow} and {wide}");
    let warning = forecast.warnings.iter().find(|warning| warning.id == "widest_unknown").unwrap();
    assert_eq!(warning.questions[0], "procedural_code");
}

#[test]
fn absurd_plans_give_warnings_and_finite_figures() {
    let content = common::content();
    let absurd = [
        "hard_date = \"1900-01-01\"",
        "hard_date = \"2999-12-31\"",
        "hard_date = \"2026-11-24\"\nstart_date = \"2999-12-31\"",
        "source_size = \"0 GB\"\nlargest_table = \"0 GB\"",
        "source_size = \"10 PB\"\nlargest_table = \"10 PB\"\ntrial_timed = false",
        "bandwidth = 0",
        "iterations = 400",
        "iterations = 100\nsource_size = \"9000 TB\"\nbandwidth = 1\ntrial_timed = false",
        "table_count = 100000000000",
        "trial_size = \"0 GB\"",
        "trial_duration = \"0 min\"",
        "trial_size = \"1 B\"\ntrial_duration = \"9999 days\"",
        "apply_rate = \"0 GB\"",
        "days_a_week = 0",
        "delays_together = 200",
    ];
    for changes in absurd {
        let plan = calm(&content, changes);
        let forecast = forecast_of(&content, &decoded(&plan), plan.today);
        let total: i64 = forecast.phases.iter().map(|phase| phase.estimate.days[2]).sum();
        assert!(total <= MAX_DAYS * 10 * forecast.phases.len() as i64, "{changes}");
        assert!(forecast.curve.len() < 20_000, "{changes}");
        for day in forecast.finish {
            assert_ne!(format_date(day), "-", "{changes}");
        }
    }
    let warned = |changes: &str, id: &str| {
        let plan = calm(&content, changes);
        let forecast = forecast_of(&content, &decoded(&plan), plan.today);
        let warning_ids: Vec<&str> = forecast.warnings.iter().map(|warning| warning.id).collect();
        assert!(
            warning_ids.contains(&id),
            "{changes}: {warning_ids:?} {:?}",
            forecast.phases.iter().map(|phase| phase.estimate.days).collect::<Vec<_>>()
        );
    };
    warned("hard_date = \"2026-12-05\"\nstart_date = \"2027-01-01\"", "date_before_start");
    warned("iterations = 100\nsource_size = \"9000 TB\"\nbandwidth = 1\ntrial_timed = false", "too_long");
}

fn sure(content: &Content, changes: &str) -> i64 {
    let plan = calm(content, changes);
    forecast_of(content, &decoded(&plan), plan.today).finish[1]
}

/// A regression: an endless load counted fewer days than a slow one.
#[test]
fn an_endless_load_is_no_faster_than_a_slow_one() {
    let content = common::content();
    let applied = |rate: &str| sure(&content, &format!("change_rate = \"20 GB\"\napply_rate = \"{rate}\""));
    let days: Vec<i64> = ["200 GB", "40 GB", "25 GB", "15 GB", "8 GB", "4 GB", "1 GB", "0 B"].map(applied).to_vec();
    assert!(days.is_sorted(), "{days:?}");
    let speed = |bandwidth: &str| sure(&content, &format!("trial_timed = false\nbandwidth = {bandwidth}"));
    let days: Vec<i64> = ["10000", "1000", "100", "10", "1", "0.1"].map(speed).to_vec();
    assert!(days.is_sorted(), "{days:?}");
}

/// A regression: an unknown share of the link was better than the best known one.
#[test]
fn an_unknown_share_of_the_link_is_no_better_than_the_worst_at_worst() {
    let content = common::content();
    let worst = |sharing: &str| {
        let plan = calm(&content, &format!("trial_timed = false\nbandwidth = 10\nlink_sharing = \"{sharing}\""));
        forecast_of(&content, &decoded(&plan), plan.today).load
    };
    assert_eq!(worst("?")[2], worst("shared")[2]);
    assert_eq!(worst("?")[0], worst("dedicated")[0]);
}

/// A regression: a trial that was faster than the link gave a best case after the worst.
#[test]
fn load_times_are_in_order_whatever_the_trial_says() {
    let content = common::content();
    for bandwidth in [1, 50, 100, 1000, 100_000] {
        let plan = calm(
            &content,
            &format!("bandwidth = {bandwidth}\ntrial_duration = \"1 min\"\ntrial_table_duration = \"1 min\""),
        );
        let [low, likely, high] = forecast_of(&content, &decoded(&plan), plan.today).load;
        assert!(low <= likely && likely <= high, "{bandwidth}: {low:?} {likely:?} {high:?}");
    }
    let absurd = calm(&content, "trial_size = \"1 B\"\ntrial_duration = \"9999 days\"");
    assert_eq!(forecast_of(&content, &decoded(&absurd), absurd.today).load[1], None);
}

/// A regression: parts that exclude each other were added up while it was unknown which one counts.
#[test]
fn a_choice_that_is_open_is_no_worse_than_its_worst_option() {
    let content = common::content();
    let days = |changes: &str, phase: &str| {
        let plan = calm(&content, changes);
        let index = content.timeline.iter().position(|row| row.id == phase).unwrap();
        forecast_of(&content, &decoded(&plan), plan.today).phases[index].estimate.days[2]
    };
    let (open, much) = ("procedural_code = \"?\"", "procedural_code = \"much\"");
    assert_eq!(days(open, "schema_conversion"), days(much, "schema_conversion"));
    let path = |path: &str| {
        days(&format!("connection_path = \"{path}\"\ndirect_connect_live = false\nports_open = false"), "network")
    };
    assert_eq!(path("?"), path("direct_connect"));
    assert_eq!(path("undecided"), path("direct_connect"));
}

/// A regression: days for a phase that the plan does not have moved the finish and were shown nowhere.
#[test]
fn days_of_a_phase_that_the_plan_lacks_do_not_count() {
    let content = common::content();
    let plan = calm(&content, "migration_type = \"full_load\"");
    let before = forecast_of(&content, &decoded(&plan), plan.today);
    let action = Action::PhaseMarked { phase: "catch_up".to_owned(), field: PhaseField::Days, text: "30".to_owned() };
    let after = forecast_of(&content, &decoded(&plan).apply(action), plan.today);
    assert_eq!(after.finish, before.finish);
}

/// A regression: without any working days the odds met a date before the start.
#[test]
fn work_of_no_days_is_finished_on_its_first_day_and_not_before() {
    let content = common::content();
    let plan = calm(&content, "hard_date = \"2026-11-30\"\nstart_date = \"2026-12-01\"");
    let mut edited = decoded(&plan);
    for phase in &content.timeline {
        edited = edited.apply(Action::PhaseMarked {
            phase: phase.id.to_string(),
            field: PhaseField::Days,
            text: "0".to_owned(),
        });
    }
    let forecast = forecast_of(&content, &edited, plan.today);
    assert_eq!(forecast.in_time, Some(0));
    let dates: Vec<i64> = forecast.curve.iter().map(|(day, _)| *day).collect();
    assert!(dates.windows(2).all(|two| two[0] < two[1]), "{dates:?}");
    for phase in &forecast.phases {
        assert!(phase.latest.is_none_or(|latest| latest[0] <= forecast.hard_date.unwrap()));
    }
}

#[test]
fn an_empty_plan_has_a_forecast_without_odds() {
    let content = common::content();
    let forecast = forecast_of(&content, &Plan::default(), parse_date("2026-11-22").unwrap());
    assert_eq!((forecast.in_time, forecast.hard_date, forecast.days_left), (None, None, None));
    // 2026-11-22 is a Sunday: work begins on Monday.
    assert_eq!(forecast.start, parse_date("2026-11-23").unwrap());
    assert!(forecast.finish[0] < forecast.finish[2]);
    assert!(forecast.phases.iter().all(|phase| phase.latest.is_none()));
    assert_eq!(forecast.dots.len(), 20);
}

#[test]
fn latest_starts_count_back_from_the_date() {
    let content = common::content();
    let plan = calm(&content, "");
    let forecast = forecast_of(&content, &decoded(&plan), plan.today);
    for phase in forecast.shown() {
        let id = &content.timeline[phase.estimate.phase].id;
        let Some([p50, p80, p95]) = phase.latest else {
            assert!(phase.estimate.phase > forecast.end, "{id}");
            continue;
        };
        assert!(p95 <= p80 && p80 <= p50 && p50 <= forecast.hard_date.unwrap(), "{id}");
    }
    // A start of the first phase on its latest day for 80 % has about these odds.
    let first = forecast.phases.iter().find(|phase| phase.decides > 900).unwrap();
    let start = format_date(first.latest.unwrap()[1]);
    let again = calm(&content, &format!("start_date = \"{start}\""));
    let share = forecast_of(&content, &decoded(&again), again.today).in_time.unwrap();
    assert!((760..=860).contains(&share), "{share} per mille");
}

#[test]
fn a_suggestion_improves_the_odds_when_it_is_followed() {
    let content = common::content();
    let changes = "hard_date = \"2027-02-12\"\nskill_target = false\ndms_experience = false\nprocedural_code = \"much\"\nconversion_people = 1";
    let plan = calm(&content, changes);
    let suggestions = suggestions(&content, &decoded(&plan), plan.today);
    assert!(!suggestions.is_empty());
    for suggestion in &suggestions {
        let what_if = &content.what_ifs[suggestion.help];
        let [now, then] = suggestion.in_time.unwrap();
        assert!(then > now, "{}", what_if.id);
        let question = content.questions[what_if.question].id.to_string();
        let tried = decoded(&plan).apply(Action::Answered { question, raw: suggestion.raw.clone() });
        let forecast = forecast_of(&content, &tried, plan.today);
        assert!(forecast.in_time.unwrap().abs_diff(then) < 30, "{}", what_if.id);
    }
    assert_eq!(content.what_ifs[suggestions[0].help].id, "one_more_converter");
}

#[test]
fn every_phase_and_part_of_the_content_counts_in_some_plan() {
    let content = common::content();
    let mut seen = vec![Vec::new(); content.timeline.len()];
    let mut plans = vec![Base { today: parse_date("2026-11-23").unwrap(), answers: Default::default() }];
    let table = read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timelines/timelines.toml"));
    for scenario in table["scenario"].as_array().unwrap() {
        let mut plan = calm(&content, "");
        overlay(&mut plan.answers, scenario["answers"].as_table().unwrap(), &content, &mut Vec::new(), "");
        plans.push(plan);
    }
    let (mut decided, mut open) = (seen.clone(), seen.clone());
    for plan in &plans {
        let evaluated = EvaluatedPlan::new(&content, &plan.answers, plan.today);
        for estimate in preflight_engine::timeline::estimates(&evaluated, &decoded(plan)) {
            for part in estimate.parts {
                if part.state == Truth::True {
                    decided[estimate.phase].push(part.part)
                } else {
                    open[estimate.phase].push(part.part)
                }
                seen[estimate.phase].push(part.part);
            }
        }
    }
    let missing: Vec<String> = content
        .timeline
        .iter()
        .enumerate()
        .flat_map(|(index, phase)| {
            let decided_parts = &decided[index];
            (0..phase.parts.len())
                .filter(move |part| !decided_parts.contains(part))
                .map(move |part| format!("{} {part}", phase.id))
        })
        .collect();
    assert!(missing.is_empty(), "never counted: {missing:?}");
}

//! A cluster in one process with the functions of `newsclip-datafusion`: one scheduler, and executors that fetch their work
//! from it over the loopback interface.
//!
//! A cluster of several machines works the same way: build the scheduler and the executors of Ballista with a session state
//! from [`state`].

use ballista::prelude::SessionContextExt;
use ballista_core::extension::SessionConfigExt;
use ballista_core::serde::protobuf::scheduler_grpc_client::SchedulerGrpcClient;
use datafusion::arrow::array::AsArray;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};

/// A session state with the functions, for a scheduler, an executor or a client. It divides a query into `partitions`.
///
/// # Errors
///
/// Returns the errors of the registry.
pub fn state(partitions: usize) -> Result<SessionState> {
    let config = SessionConfig::new_with_ballista().with_target_partitions(partitions);
    let mut state = SessionStateBuilder::new()
        .with_config(config)
        .with_default_features()
        .with_optimizer_rule(newsclip_datafusion::optimizer_rule())
        .build();
    newsclip_datafusion::register_functions(&mut state)?;
    Ok(state)
}

/// Starts one scheduler and some executors with one thread each, and returns the context of a client.
///
/// # Errors
///
/// Returns an error if a port cannot be opened.
pub async fn start(executors: usize) -> Result<SessionContext> {
    // More partitions than executors, so that each of them has work.
    let state = state(2 * executors)?;
    let failed = |error: ballista_core::error::BallistaError| DataFusionError::External(Box::new(error));
    let address =
        ballista_scheduler::standalone::new_standalone_scheduler_from_state(&state).await.map_err(failed)?;
    let url = format!("http://localhost:{}", address.port());
    for _ in 0..executors {
        let scheduler = SchedulerGrpcClient::connect(url.clone()).await;
        let scheduler = scheduler.map_err(|error| DataFusionError::External(Box::new(error)))?;
        ballista_executor::new_standalone_executor_from_state(scheduler, 1, &state).await.map_err(failed)?;
    }
    let ctx = SessionContext::remote_with_state(&format!("df://localhost:{}", address.port()), state).await?;
    // Reusing the state does not keep all functions.
    newsclip_datafusion::register_all(&ctx)?;
    Ok(ctx)
}

/// The stages into which a cluster divides a statement. Each runs on the executors and passes its rows to the next.
///
/// # Errors
///
/// Returns an error if the statement is malformed, or the cluster cannot plan it.
pub async fn stages(cluster: &SessionContext, statement: &str) -> Result<String> {
    let rows = cluster.sql(&format!("explain {statement}")).await?.collect().await?;
    let mut stages = String::new();
    for row in &rows {
        let (kinds, plans) = (row.column(0).as_string::<i32>(), row.column(1).as_string::<i32>());
        let found = kinds.iter().zip(plans).filter(|(kind, _)| *kind == Some("distributed_plan"));
        stages.extend(found.filter_map(|(_, plan)| plan));
    }
    Ok(stages)
}

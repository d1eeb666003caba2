"""What the package's own pipeline client can do against any server, and the stream as plain httpx reads it. Prints what it saw as JSON."""

import json
import sys

import httpx
from synapse_sdk.clients.pipeline.client import PipelineServiceClient

url = sys.argv[1]
client = PipelineServiceClient(url)
seen = {'healthy': client.health_check()}

pipeline = client.create_pipeline(
    'nightly',
    actions=[{'name': 'download', 'entrypoint': 'plugin.Download'}, {'name': 'process', 'entrypoint': 'plugin.Process'}],
    description='each night',
)
seen['pipeline'] = client.get_pipeline(pipeline['id'])['actions']
seen['listed'] = [one['name'] for one in client.list_pipelines(skip=0, limit=10)]

run = client.create_run(pipeline['id'], params={'dataset': 123}, work_dir='/tmp/work')
seen['run'] = {name: run[name] for name in ('status', 'params', 'work_dir', 'result', 'error')}

client.report_progress(run['id'], status='running', current_action='DownloadAction', current_action_index=0)
client.report_progress(
    run['id'],
    current_action='DownloadAction',
    current_action_index=0,
    action_progress={
        'name': 'DownloadAction', 'status': 'running', 'progress': 0.5, 'progress_step': 'fetch', 'message': '1/2',
        'metrics': {'files': 1}, 'started_at': '2026-01-31T12:00:00.123456', 'completed_at': None, 'error': None,
    },
)
client.report_progress(
    run['id'],
    current_action='DownloadAction',
    current_action_index=0,
    action_progress={'name': 'DownloadAction', 'status': 'completed', 'progress': 1.0, 'metrics': {}},
)

seen['none'] = client.get_latest_checkpoint(run['id'])
client.create_checkpoint(
    run['id'],
    action_name='DownloadAction',
    action_index=0,
    status='completed',
    params_snapshot={'dataset': 123, 'path': '/data'},
    result={'path': '/data'},
)
seen['checkpoint'] = client.get_latest_checkpoint(run['id'])['params_snapshot']
seen['by_action'] = client.get_checkpoint_by_action(run['id'], 'DownloadAction')['result']
seen['missing'] = client.get_checkpoint_by_action(run['id'], 'UploadAction')
seen['checkpoints'] = len(client.get_checkpoints(run['id']))

http = httpx.Client(base_url=url)
http.post(f'/api/v1/runs/{run["id"]}/logs/', json={'entries': [{'message': 'one', 'level': 'INFO', 'action_name': 'DownloadAction'}]})
seen['logs'] = [line['message'] for line in client.get_logs(run['id'], action_name='DownloadAction', level='INFO', limit=10)]

client.update_run(run['id'], status='completed', result={'rows': 3})
seen['ended'] = {name: client.get_run(run['id'])[name] for name in ('status', 'result')}
seen['completed'] = [one['id'] == run['id'] for one in client.list_runs(status='completed')]

with httpx.stream('GET', f'{url}/api/v1/runs/{run["id"]}/progress/stream', headers={'Last-Event-ID': '0'}) as stream:
    lines = [line for line in stream.iter_lines() if line]
seen['events'] = [line.removeprefix('event: ') for line in lines if line.startswith('event:')]
last = json.loads([line for line in lines if line.startswith('data:')][-1].removeprefix('data: '))
seen['stream'] = {name: last[name] for name in ('run_id', 'status', 'overall_progress')} | {'run_id': last['run_id'] == run['id']}

client.delete_run(run['id'])
client.delete_pipeline(pipeline['id'])
seen['left'] = [len(client.list_runs()), len(client.list_pipelines())]
print(json.dumps(seen))

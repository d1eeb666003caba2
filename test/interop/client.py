"""Does with the Python package's own client what an action does with its backend; prints what it saw as JSON, one object."""

import hashlib
import json
import pathlib
import sys

from synapse_sdk.clients.backend import BackendClient
from synapse_sdk.exceptions import AuthenticationError, NotFoundError, ValidationError

url, token, tenant, folder, seen = sys.argv[1], sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4]), {}
client = BackendClient(url, access_token=token, tenant=tenant)


def md5(path):
    return hashlib.md5(pathlib.Path(path).read_bytes()).hexdigest()


# a model in chunks of a mebibyte, and back
archive = folder / 'model.zip'
offsets = []
upload = client.create_chunked_upload(archive, chunk_size=1024 * 1024, on_progress=lambda sent, total: offsets.append(sent))
seen['offsets'] = offsets
seen['state'] = {key: client.get_chunked_upload(upload['id'])[key] for key in ('offset', 'status')}
model = client._post('models/', data={'name': 'chunked', 'chunked_upload': upload['id']})
seen['chunked'] = md5(client.get_model(model['id'])['file'])
created = client.create_model({'name': 'best', 'plugin': 'fruit', 'version': '1.0.0', 'configuration': {'epochs': 3}}, file=archive)
model = client.get_model(created['id'])
seen['model'] = {key: model[key] for key in ('name', 'plugin', 'version', 'configuration')}
seen['file'] = md5(model['file'])
seen['models'] = client.list_models({'plugin': 'fruit'})['count']
empty = client.create_chunked_upload(folder / 'empty.bin')
seen['empty'] = empty['offset']

# a job
job = client._post('jobs/', data={'id': 'py-job', 'action': 'train'})
progress = {'record': {'steps': {'train': {'percent': 50.0}}}, 'current_progress': {'overall': 50.0, 'step': 'train', 'percent': 50.0}}
client.update_job(job['id'], {'status': 'RUNNING', 'progress_record': progress})
client.update_job(job['id'], {'metrics_record': {'record': {'steps': {'train': {'loss': 0.5}}}}})
read = client.get_job(job['id'])
seen['job'] = {key: read[key] for key in ('status', 'progress_record', 'metrics_record')}
seen['running'] = client.list_jobs({'status': 'RUNNING'})['count']

# its log: one, many, and with a file
when = '2026-11-27T10:00:00.123456+00:00'
client.create_logs({'event': 'message', 'data': {'content': 'started'}, 'datetime': when, 'job': job['id'], 'level': 'info'})
client.create_logs([{'event': 'epoch', 'data': {'epoch': n}, 'datetime': when, 'job': job['id'], 'step': 'train'} for n in range(3)])
client.create_logs({'event': 'visualization', 'data': {'group': 'g'}, 'datetime': when, 'job': job['id'], 'file': str(folder / 'plot.png')})
client.update_job(job['id'], {'status': 'SUCCEEDED', 'result': {'loss': 0.1}})
seen['console'] = [line['message'] for line in client.list_job_console_logs(job['id'])['results']]
lines = [json.loads(line[6:]) for line in client.tail_job_console_logs(job['id']) if line and line.startswith('data: ')]
seen['tail'] = [line['type'] for line in lines]
seen['inner'] = json.loads(lines[1]['data'][6:].strip())

# the package's own logger of a job
from synapse_sdk.loggers import JobLogger

client._post('jobs/', data={'id': 'logger-job', 'action': 'train'})
logger = JobLogger(client, 'logger-job', step_proportions={'train': 100})
logger.set_step('train')
for step in range(1, 6):
    logger.info(f'epoch {step}')
    logger.set_progress(step, 5)
    logger.set_metrics({'loss': 1 / step})
logger.finish()
read = client.get_job('logger-job')
seen['logger'] = {
    'overall': read['progress_record']['current_progress']['overall'],
    'loss': read['metrics_record']['record']['steps']['train']['loss'],
    'lines': [line['message'] for line in client.list_job_console_logs('logger-job')['results']],
}

# storages, projects, collections, files, units, tasks
storage = client.get_storage(1)
seen['storage'] = {'name': storage.name, 'category': str(storage.category), 'provider': storage.provider, 'configuration': storage.configuration}
seen['internal'] = client._get('storages/', params={'category': 'internal'})['count']
seen['project'] = client.get_project(1)['name']
seen['collection'] = [one['name'] for one in client.get_data_collection(1)['file_specifications']]
file = client.create_data_file(folder / 'cat.txt')
seen['data_file'] = file['checksum']
chunked = client.create_data_file(folder / 'cat.txt', use_chunked_upload=True)
seen['data_file_chunked'] = chunked['checksum']
seen['verified'] = client.verify_data_files_checksums([file['checksum'], '0' * 40])['existing_checksums'] == [file['checksum']]
bulk = client.upload_files_bulk([folder / 'cat.txt', folder / 'empty.bin'], strategy='presigned')
seen['bulk'] = [bulk.created_count, bulk.failed_count, [result.checksum for result in bulk.results]]
units = client.create_data_units([{'data_collection': 1, 'files': {'image': {'checksum': file['checksum'], 'path': 'cat.txt'}}, 'meta': {'n': n}} for n in range(3)])
seen['units'] = [unit['id'] for unit in units]
listed, count = client.list_data_units({'data_collection': 1}, list_all=True, page_size=2)
seen['unit_files'] = [pathlib.Path(unit['files']['image']['path']).read_text() for unit in listed]
client.create_tasks({'project': 1, 'data': [{'data_unit': unit} for unit in seen['units']]})
client.annotate_task_data(1, {'action': 'submit', 'data': {'classes': ['cat']}}, schema='any')
client.set_tags_tasks({'ids': [1, 2], 'tags': [7], 'action': 'add'})
task = client.get_task(1, params={'fields': 'id,data,data_unit', 'expand': 'data_unit'})
seen['task'] = [sorted(task), task['data'], sorted(task['data_unit']['files'])]
tasks, count = client.list_tasks({'project': 1, 'page_size': 2}, list_all=True)
seen['tasks'] = [count, [one['id'] for one in tasks]]
seen['tagged'] = client.list_tasks({'project': 1, 'tags': '7'})['count']
seen['task_data'] = client.list_tasks_data({'project': 1})['results'][0]
files = client._get('sdk/tasks/files/', params={'project': 1})['results'][0]['files']
seen['task_files'] = [files[0]['name'], files[0]['checksum']]
client._post('assignments/', data={'project': 1, 'task': 1, 'data': {'classes': ['cat']}})
seen['assignments'] = client.list_assignments({'project': 1, 'ordering': '-id'})['results'][0]['data']

# ground truths
version = client._post('ground_truth_dataset_versions/', data={'ground_truth_dataset': 3, 'name': 'v1'})
for number in range(5):
    client._post('sdk/ground_truth_events/', data={
        'ground_truth_dataset_versions': [version['id']], 'category': 'train' if number else 'validation', 'data': {'n': number},
        'files': {'image': {'checksum': file['checksum']}},
    })
seen['version'] = client.get_ground_truth_version(version['id'])['name']
events, count = client.list_ground_truth_events(
    {'ground_truth_dataset_versions': [version['id']], 'category': 'train', 'expand': ['data'], 'fields': ['files', 'data', 'id']}, list_all=True, page_size=3)
seen['events'] = [count, [[event['data']['n'], pathlib.Path(event['files']['image']['path']).read_text()] for event in events]]

# plugins and what serves them
release = client.create_plugin_release({'plugin': 'fruit', 'version': '1.0.0', 'config': {'name': 'Fruit'}, 'requirements': ['torch', 'numpy']}, file=folder / 'model.zip')
read = client.get_plugin_release_by_lookup('fruit@1.0.0')
seen['release'] = [read['plugin']['code'], read['config'], read['requirements'], len(client.list_plugin_releases('fruit'))]
client.create_serve_application({'job': job['id'], 'status': 'RUNNING', 'data': {'name': 'app'}})
seen['serve'] = client.list_serve_applications({'status': 'RUNNING'})['count']


def failure(work):
    try:
        work()
    except Exception as error:
        return type(error).__name__
    return 'none'


seen['failures'] = [
    failure(lambda: BackendClient(url, access_token='wrong-token').get_project(1)),
    failure(lambda: BackendClient(url, access_token=token, tenant='other').get_project(1)),
    failure(lambda: client._post('models/', data={'nam': 'x'})),
]
print(json.dumps(seen))

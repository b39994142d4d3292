"""What candidates mix up: for each two of a group, some card sets them side by side, linked to both."""

import re
from functools import cache
from itertools import combinations

import pytest

from cards.content import forms
from cards.content.library import FOLDER
from cards.content.reading import read_files

# By group: what each member is called on a card, and the concept that teaches it.
GROUPS: dict[str, dict[str, str]] = {
    "streaming services": {
        "Data Streams|data stream": "amazon-kinesis-data-streams-for-real-time-custom-processing",
        "Firehose": "amazon-data-firehose-for-managed-delivery",
        "Flink": "amazon-managed-service-for-apache-flink",
    },
    "SQL on the lake": {
        "Athena": "amazon-athena-for-querying-s3-in-place",
        "Redshift(?! Spectrum)": "amazon-redshift-as-the-data-warehouse-for-structured-analytics",
        "Spectrum": "redshift-spectrum-and-querying-the-lake-from-the-warehouse",
    },
    "lake or warehouse": {
        "data lake": "amazon-s3-as-the-central-data-lake-for-ml",
        "warehouse": "data-lake-versus-data-warehouse",
    },
    "inference options": {
        "real-time": "sagemaker-real-time-endpoint",
        "serverless": "serverless-inference",
        "asynchronous": "asynchronous-inference",
        "batch transform|batch inference": "batch-transform",
    },
    "many models on an endpoint": {
        "multi-model": "multi-model-endpoint",
        "variant": "production-variants",
    },
    "penalties": {
        "L1": "l1-regularization-and-sparsity",
        "L2": "l2-regularization-and-weight-shrinkage",
    },
    "penalty or dropout": {"dropout": "dropout", "L2": "l2-regularization-and-weight-shrinkage"},
    "ensembles": {"bag": "bagging", "boost": "boosting"},
    "stacking or bagging": {"stack": "stacking", "bag": "bagging"},
    "trees": {"forest": "random-forests", "boost": "gradient-boosted-trees"},
    "costs of errors": {"precision": "precision", "recall": "recall"},
    "one number for rare classes": {"accuracy": "accuracy", "F1": "f1-score"},
    "curves": {"ROC": "roc-curve-and-auc", "precision-recall": "precision-versus-recall-trade-off"},
    "ranking or probability": {"AUC": "roc-curve-and-auc", "calibrat": "calibration-curves"},
    "scaling": {"min-max": "min-max-normalization", "standardiz": "standardization"},
    "drift": {"data drift|input": "data-drift", "concept drift": "concept-drift"},
    "drift or skew": {"drift": "data-drift", "skew": "training-serving-feature-consistency"},
    "release patterns": {
        "canary|A/B": "a-b-testing-of-models",
        "blue/green|blue-green": "blue-green-deployment",
        "shadow": "shadow-deployment",
    },
    "canary or A/B": {
        "canary": "shadow-versus-blue-green-versus-a-b",
        "A/B": "a-b-testing-of-models",
    },
    "search strategies": {
        "grid": "grid-search",
        "random": "random-search",
        "bayesian": "bayesian-optimization",
        "hyperband": "grid-versus-random-versus-bayesian-search",
    },
    "queue or stream": {
        "queue": "message-queues-as-an-ingestion-technique",
        "stream": "event-streaming-as-an-ingestion-technique",
    },
    "file formats": {"Parquet": "apache-parquet", "CSV": "row-based-formats"},
    "training formats": {"RecordIO": "recordio-protobuf", "Parquet": "apache-parquet"},
    "Spark services": {"Glue": "aws-glue-serverless-etl", "EMR": "amazon-emr"},
    "input modes": {
        "(?<!Fast )File": "file-mode",
        "Fast File": "fast-file-mode",
        "Pipe": "pipe-mode",
    },
    "training storage": {
        "EFS": "efs-for-training",
        "Lustre": "fsx-for-lustre",
        "EBS": "ebs-volumes-for-training",
    },
    "fit": {"underfit": "underfitting", "overfit": "overfitting"},
    "regression errors": {"RMSE": "root-mean-squared-error", "MAE": "mean-absolute-error"},
    "cluster quality": {"silhouette": "silhouette-score", "Davies": "davies-bouldin-index"},
    "why values are missing": {
        r"\bMCAR": "random-versus-systematic-missingness",
        r"\bMAR": "random-versus-systematic-missingness",
        r"\bMNAR": "random-versus-systematic-missingness",
    },
    "simple imputation": {"mean": "mean-imputation", "median": "median-imputation"},
    "encodings": {
        "one-hot": "one-hot-encoding",
        "label|ordinal|integer": "label-encoding",
        "target": "target-encoding",
    },
    "encodings by count or target": {
        "frequency": "frequency-or-count-encoding",
        "target": "target-encoding",
    },
    "outlier rules": {
        "z-score": "z-score-outlier-detection",
        "IQR|quartile": "interquartile-range-outlier-detection",
    },
    "bins": {"equal width": "equal-width-binning", "equal frequency": "equal-frequency-binning"},
    "dimensions": {
        "PCA|principal component": "principal-component-analysis",
        "t-SNE": "dimensionality-reduction",
    },
    "feature selection": {
        "filter|chi-square": "filter-methods",
        "wrapper|recursive": "wrapper-methods",
        "embedded|lasso": "embedded-methods",
    },
    "recovery": {
        "RTO|recovery time": "recovery-time-objective",
        "RPO|recovery point": "recovery-point-objective",
    },
    "zones or Regions": {"multi-AZ": "multi-az-architecture", "multi-Region": "multi-region-architecture"},
    "spreading training": {
        "data paralle": "data-parallelism",
        "model paralle": "model-parallelism",
    },
    "neighbours or clusters": {"k-NN|nearest": "k-nearest-neighbors", "k-means": "k-means-clustering"},
    "built-in neighbours or clusters": {
        "k-NN": "sagemaker-k-nearest-neighbors",
        "k-means": "sagemaker-k-means",
    },
    "regressions": {
        "linear": "linear-regression-and-continuous-output-algorithms",
        "logistic": "logistic-regression",
    },
    "clusterings": {"hierarchical": "hierarchical-clustering", "k-means": "k-means-clustering"},
    "with or without labels": {
        "(?<!un)supervised": "supervised-learning",
        "unsupervised": "unsupervised-learning",
    },
    "reward or label": {"reinforcement": "reinforcement-learning", "supervised": "supervised-learning"},
    "built-in tabular": {"XGBoost": "sagemaker-xgboost", "Linear Learner": "sagemaker-linear-learner"},
    "built-in topics": {"LDA": "sagemaker-lda", "Neural Topic": "sagemaker-neural-topic-model"},
    "built-in vectors": {"BlazingText": "sagemaker-blazingtext", "Object2Vec": "sagemaker-object2vec"},
    "built-in text": {"BlazingText": "sagemaker-blazingtext", "sequence": "sagemaker-sequence-to-sequence"},
    "built-in anomalies": {
        "Random Cut": "sagemaker-random-cut-forest",
        "IP Insights": "sagemaker-ip-insights",
    },
    "built-in vision": {
        "image classification": "sagemaker-image-classification",
        "object detection|box": "sagemaker-object-detection",
        "segmentation": "sagemaker-semantic-segmentation",
    },
    "forecasting": {"DeepAR": "sagemaker-deepar", "Amazon Forecast": "amazon-forecast"},
    "drift statistics": {"PSI": "population-stability-index", "Kolmogorov": "kolmogorov-smirnov-test"},
    "metrics or calls": {
        "CloudWatch": "amazon-cloudwatch-metrics-logs-and-alarms",
        "CloudTrail": "aws-cloudtrail",
    },
    "metrics or drift": {
        "CloudWatch": "amazon-cloudwatch-metrics-logs-and-alarms",
        "Model Monitor|drift|baseline": "sagemaker-model-monitor",
    },
    "registries": {"Model Registry": "sagemaker-model-registry", "ECR": "container-registry"},
    "runs or versions": {
        "run": "sagemaker-experiments-for-run-tracking",
        "regist": "sagemaker-model-registry",
    },
    "two pipelines": {
        "inference pipeline": "inference-pipelines",
        "SageMaker Pipelines": "sagemaker-pipelines",
    },
    "orchestrators": {"Step Functions": "aws-step-functions", "Pipelines": "sagemaker-pipelines"},
    "batch services": {"AWS Batch": "aws-batch", "batch transform": "batch-transform"},
    "spot services": {
        "Batch|compute environment": "spot-capacity-with-aws-batch",
        "Spot": "managed-spot-training",
    },
    "automated modeling": {"Autopilot": "sagemaker-autopilot", "tuning": "sagemaker-automatic-model-tuning"},
    "feature stores": {"online": "feature-store-online-store", "offline": "feature-store-offline-store"},
    "preparation tools": {"Data Wrangler": "amazon-sagemaker-data-wrangler", "DataBrew": "aws-glue-databrew"},
    "encryption": {
        "at rest|KMS": "encryption-at-rest-for-model-artifacts",
        "in transit|TLS": "encryption-in-transit-for-predictions",
    },
    "S3 access": {
        "Lake Formation": "lake-formation-fine-grained-access-control",
        "S3|bucket polic": "lake-formation-versus-plain-iam-and-bucket-policies",
    },
    "storage class or rule": {
        "Intelligent|class": "s3-storage-classes-and-choosing-by-access-pattern",
        "lifecycle": "s3-lifecycle-policies",
    },
    "partition or bucket": {"partition": "partitioning-for-efficient-querying", "bucket": "bucketing"},
    "adapting a foundation model": {
        "prompt|example": "prompt-engineering",
        "RAG|retriev": "retrieval-augmented-generation",
        "fine-tun": "fine-tuning-foundation-models",
    },
    "foundation model services": {
        "Bedrock": "amazon-bedrock",
        "JumpStart": "sagemaker-jumpstart-pre-trained-models",
    },
    "ready-made or building blocks": {"Amazon Q": "amazon-q-business", "Bedrock": "amazon-bedrock"},
    "speech": {"Polly": "amazon-polly", "Transcribe": "amazon-transcribe"},
    "speaking or talking with": {"Polly": "amazon-polly", "Lex": "amazon-lex"},
    "dialogue or search": {"Lex|dialogue": "amazon-lex", "Kendra|answers": "amazon-kendra"},
    "text in pictures": {"Rekognition": "amazon-rekognition", "Textract": "amazon-textract"},
    "imbalance": {
        "weight": "handling-imbalance-with-class-weights",
        "resampl|undersampl|oversampl": "handling-imbalance-with-resampling",
    },
    "new rows or copies": {"SMOTE": "smote", "cop(?:y|ies)": "handling-imbalance-with-resampling"},
    "gradients": {"explod": "exploding-gradients", "vanish": "vanishing-gradients"},
    "gated cells": {"GRU": "gated-recurrent-unit", "LSTM": "long-short-term-memory"},
    "sequence networks": {"recurrent": "recurrent-neural-networks", "transformer": "transformers"},
    "network families": {
        "CNN|convolution": "convolutional-neural-networks",
        "RNN|recurrent": "recurrent-neural-networks",
    },
    "output layers": {"softmax": "output-layer-activation", "sigmoid": "output-layer-activation"},
    "charts of one variable": {"histogram": "histogram", "box plot": "box-plot"},
    "charts of two variables": {
        "scatter": "scatter-plot-for-bivariate-relationships",
        "heatmap|matrix": "heatmap-for-correlation-matrices",
    },
    "validation": {
        "k-fold": "k-fold-cross-validation",
        "time-ordered|in order": "time-series-validation-that-respects-order",
    },
    "stratify or resample": {
        "stratif": "stratified-cross-validation",
        "resampl": "handling-imbalance-with-resampling",
    },
    "counts or waiting": {
        "Poisson": "poisson-distribution-for-counts",
        "exponential": "exponential-distribution-for-time-to-event",
    },
    "counts or weights of words": {"count": "bag-of-words", "TF-IDF": "tf-idf"},
    "word forms": {"stem": "stemming-and-lemmatization", "lemma": "stemming-and-lemmatization"},
    "sampling of tokens": {
        "temperature": "inference-parameters-of-language-models",
        "top-p": "inference-parameters-of-language-models",
    },
    "errors of a test": {"type I(?!I)": "type-i-and-type-ii-errors", "type II": "type-i-and-type-ii-errors"},
    "two early stops": {
        "tuning": "early-stopping-of-tuning-s-training-jobs",
        "training": "early-stopping-in-training",
    },
    "explaining": {
        "SHAP|one applicant": "shap-values-for-feature-importance",
        "global": "feature-importance-analysis",
    },
    "transforms of skew": {"logarithm|log": "log-transform", "Box-Cox": "box-cox-transform"},
}
PAIRS = [
    pytest.param(one, other, id=f"{group}: {one[0]} / {other[0]}")
    for group, members in GROUPS.items()
    for one, other in combinations(members.items(), 2)
]
COMPARING = ("contrast", "choice", "match")


@cache
def comparing_cards() -> list[tuple[str, str, set[str]]]:
    """Id, everything it says and the concepts it is linked to, of each card that sets things side by side."""
    files = read_files(FOLDER)
    confusable = {concept.it.id: concept.it.confusable for _, concept in files.concepts}
    return [
        (card.it.id, said(card.it), {home, *card.it.concepts, *confusable[home]})
        for home, card in files.cards
        if card.it.form in COMPARING
    ]


def said(card: forms.AnyCard) -> str:
    return str(card.model_dump(exclude={"id", "form", "concepts", "source", "verified_on"}))


def names(text: str, member: str) -> bool:
    return re.search(member, text, re.IGNORECASE) is not None


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_each_two_that_are_mixed_up_stand_side_by_side(one: tuple[str, str], other: tuple[str, str]) -> None:
    found = [
        card
        for card, text, linked in comparing_cards()
        if {one[1], other[1]} <= linked and names(text, one[0]) and names(text, other[0])
    ]
    assert found, f"no contrast, choice or match card linked to {one[1]} and {other[1]} names both"
